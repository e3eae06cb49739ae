//! The buffers that are pulled.

/// Bytes that one read touches.
pub(crate) const PAGE: usize = 4096;

/// Their sizes; the last is an RGBA frame of 3840 × 2160.
pub(crate) const FRAMES: [usize; 4] = [64 << 10, 1 << 20, 8 << 20, 3840 * 2160 * 4];

/// Paints a frame: every byte of a page holds the page's number.
pub(crate) fn paint(frame: &mut [u8]) {
    for (page, bytes) in frame.chunks_mut(PAGE).enumerate() {
        bytes.fill((page % 251) as u8);
    }
}

/// Reads one byte of each page and gives their sum.
pub(crate) fn touch(frame: &[u8]) -> u64 {
    // SAFETY: the pointer comes from a reference.
    frame.iter().step_by(PAGE).map(|byte| u64::from(unsafe { std::ptr::read_volatile(byte) })).sum()
}

/// What `touch` gives for a painted frame.
pub(crate) fn touched(length: usize) -> u64 {
    (0..length.div_ceil(PAGE)).map(|page| (page % 251) as u64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_a_painted_frame_gives_what_is_expected() {
        for length in [1, PAGE, PAGE + 1, 300 * PAGE] {
            let mut frame = vec![0; length];
            paint(&mut frame);
            assert_eq!(touch(&frame), touched(length));
        }
    }
}
