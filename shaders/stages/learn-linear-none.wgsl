// A world with one action has no preferences.
fn learnPreferences(_f: u32, _x: f32) {}
