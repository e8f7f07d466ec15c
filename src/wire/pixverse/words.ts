/** The words that some fields are chosen from. */

export const MOTION_MODES = ["normal", "fast"] as const;
export const THINKING_TYPES = ["enabled", "disabled", "auto"] as const;
/** `realistic` is offered by the vendor's own client only. */
export const STYLES = ["anime", "3d_animation", "clay", "comic", "cyberpunk", "realistic"] as const;
/** How the vendor's own client spells "no camera movement". */
export const DEFAULT_CAMERA = "default";
export const CAMERA_MOVEMENTS = [
	DEFAULT_CAMERA,
	"horizontal_left",
	"horizontal_right",
	"vertical_up",
	"vertical_down",
	"zoom_in",
	"zoom_out",
	"crane_up",
	"quickly_zoom_in",
	"quickly_zoom_out",
	"smooth_zoom_in",
	"camera_rotation",
	"robo_arm",
	"super_dolly_out",
	"whip_pan",
	"hitchcock",
	"left_follow",
	"right_follow",
	"pan_left",
	"pan_right",
	"fix_bg",
] as const;
/** On text-to-video only: the model chooses. */
export const TEXT_CAMERA_MOVEMENTS = [...CAMERA_MOVEMENTS, "auto_camera"] as const;
