//! Random bits.

use js_sys::{Date, Math};

/// Returns 64 random bits from the browser's `crypto`.
///
/// Ids need to differ, not to be secret: where `crypto` is missing, clock and `Math.random` do.
pub fn bits() -> u64 {
    let mut bytes = [0u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    match crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes)) {
        Some(Ok(_)) => u64::from_le_bytes(bytes),
        _ => fallback(),
    }
}

fn fallback() -> u64 {
    let half = || (Math::random() * f64::from(u32::MAX)) as u64;
    (half() << 32 | half()) ^ (Date::now() as u64).rotate_left(20)
}
