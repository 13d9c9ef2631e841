//! Reads the markers of a JPEG (ITU-T T.81, annex B): what decoders forgive and readers may not.

/// What the markers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Markers {
    /// Number of colour components: 1 grey, 3 colour, 4 CMYK; 0 when there is no frame.
    pub components: u8,
    /// Number of scans: a progressive picture is gone over as often.
    pub scans: u32,
    /// Whether the end is there.
    pub end: End,
}

/// Whether a file is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The end marker follows the picture.
    Present,
    /// The file stops before its end; decoders fill the rest with grey.
    Missing,
}

/// Walks the markers from the start to the end of the first picture.
pub(super) fn markers(bytes: &[u8]) -> Markers {
    let mut found = Markers {
        components: 0,
        scans: 0,
        end: End::Missing,
    };
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(0xff, rest) {
        let after = rest.get(at + 1..).unwrap_or_default();
        let Some((&code, body)) = after.split_first() else {
            break;
        };
        rest = match code {
            0xff => after,
            // A stuffed byte or a restart within the data of a scan; the start of the file.
            0x00 | 0x01 | 0xd0..=0xd8 => body,
            0xd9 => {
                found.end = End::Present;
                break;
            }
            _ => {
                let &[high, low, ..] = body else { break };
                // SOF0 to SOF15 without DHT, JPG and DAC: length, precision, height, width, Nf.
                if matches!(code, 0xc0..=0xcf) && !matches!(code, 0xc4 | 0xc8 | 0xcc) {
                    found.components = body.get(7).copied().unwrap_or(0);
                }
                found.scans += u32::from(code == 0xda);
                let length = usize::from(u16::from_be_bytes([high, low]));
                body.get(length..).unwrap_or_default()
            }
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_and_end_are_found_past_segments_that_look_like_markers() {
        let whole = [
            0xff, 0xd8, // start
            0xff, 0xe1, 0, 4, 0xff,
            0xd9, // a segment that holds an end marker (a thumbnail's)
            0xff, 0xc0, 0, 8, 8, 0, 1, 0, 1, 4, // frame with four components
            0xff, 0xda, 0, 2, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd1, 0x56, // scan
            0xff, 0xd9, 0xaa,
        ];
        assert_eq!(
            markers(&whole),
            Markers {
                components: 4,
                scans: 1,
                end: End::Present
            }
        );
        let cut = &whole[..whole.len() - 4];
        assert_eq!(
            markers(cut),
            Markers {
                components: 4,
                scans: 1,
                end: End::Missing
            }
        );
        assert_eq!(markers(&[]).end, End::Missing);
    }
}
