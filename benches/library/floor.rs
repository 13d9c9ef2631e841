//! The floor: what any compiler of these transcripts must do at least, which is to read them and
//! to deflate the book.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use anyhow::Result;
use libdeflater::{CompressionLvl, Compressor};
use zip::{CompressionMethod, ZipArchive};

use super::run::{Usage, own_processor_time};

/// The level the archive is written with.
const LEVEL: i32 = 7;

/// Bytes of content held at once while an archive is gone through.
const BATCH: usize = 64 << 20;

/// What it takes to read the transcripts, and to deflate what the book's archive holds deflated, with
/// the same library on the same number of threads. Inflating it first is not counted.
pub fn floor(transcripts: &[PathBuf], book: &Path, threads: NonZeroUsize) -> Result<Usage> {
    let mut all = timed(transcripts, threads, |path, ()| {
        let _ = fs::read(path).map(std::hint::black_box);
    });
    let mut archive = ZipArchive::new(io::BufReader::new(File::open(book)?))?;
    let mut batch: Vec<Vec<u8>> = Vec::new();
    let mut held = 0;
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        if file.compression() == CompressionMethod::Deflated {
            let mut content = Vec::new();
            file.read_to_end(&mut content)?;
            held += content.len();
            batch.push(content);
        }
        if held >= BATCH {
            all = sum(all, deflated(&batch, threads));
            batch.clear();
            held = 0;
        }
    }
    Ok(sum(all, deflated(&batch, threads)))
}

struct Deflater {
    compressor: Compressor,
    out: Vec<u8>,
}

impl Default for Deflater {
    fn default() -> Self {
        Self {
            compressor: Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()),
            out: Vec::new(),
        }
    }
}

fn deflated(contents: &[Vec<u8>], threads: NonZeroUsize) -> Usage {
    timed(contents, threads, |content, deflater: &mut Deflater| {
        let bound = deflater.compressor.deflate_compress_bound(content.len());
        if deflater.out.len() < bound {
            deflater.out.resize(bound, 0);
        }
        let _ = deflater
            .compressor
            .deflate_compress(content, &mut deflater.out)
            .map(std::hint::black_box);
    })
}

/// What it takes to do `work` for each job, on several threads with what each of them keeps.
fn timed<T: Sync, K: Default>(
    jobs: &[T],
    threads: NonZeroUsize,
    work: impl Fn(&T, &mut K) + Sync,
) -> Usage {
    let next = AtomicUsize::new(0);
    let processor = own_processor_time();
    let start = Instant::now();
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let mut kept = K::default();
                while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(job, &mut kept);
                }
            });
        }
    });
    let time = start.elapsed();
    let processor = own_processor_time()
        .zip(processor)
        .map(|(after, before)| after.saturating_sub(before));
    Usage { processor, ..Usage::of_time(time) }
}

fn sum(first: Usage, second: Usage) -> Usage {
    let processor = first.processor.zip(second.processor);
    Usage {
        processor: processor.map(|(first, second)| first + second),
        ..Usage::of_time(first.time + second.time)
    }
}
