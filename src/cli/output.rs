//! A file that a command writes: the old one stays until the new one is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{ExitCode, Failure};

/// A file that is being written.
pub struct Output {
    path: PathBuf,
    sink: Sink,
}

enum Sink {
    /// A pipe or a device is written to; it is not replaced by a file.
    Device(BufWriter<File>),
    File(BufWriter<NamedTempFile>),
}

impl Output {
    /// Begins to write a file.
    pub fn create(path: &Path) -> Result<Output, Failure> {
        let refused = |source| refused(path, &source);
        let is_device = fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir());
        let sink = match is_device {
            true => Sink::Device(BufWriter::new(File::options().write(true).open(path).map_err(refused)?)),
            false => Sink::File(BufWriter::new(temporary_beside(path).map_err(refused)?)),
        };
        Ok(Output { path: path.to_owned(), sink })
    }

    /// Writes more of it.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.sink {
            Sink::Device(device) => device.write_all(bytes),
            Sink::File(file) => file.write_all(bytes),
        };
        written.map_err(|source| refused(&self.path, &source))
    }

    /// Puts the file in its place, with the permissions of the one that was there.
    pub fn finish(self) -> Result<(), Failure> {
        let refused = |source: io::Error| refused(&self.path, &source);
        match self.sink {
            Sink::Device(mut device) => device.flush().map_err(refused),
            Sink::File(file) => {
                let file = file.into_inner().map_err(|error| refused(error.into_error()))?;
                if let Ok(old) = fs::metadata(&self.path) {
                    file.as_file().set_permissions(old.permissions()).map_err(refused)?;
                }
                file.as_file().sync_all().map_err(refused)?;
                file.persist(&self.path).map(drop).map_err(|error| refused(error.error))
            }
        }
    }
}

fn refused(path: &Path, source: &io::Error) -> Failure {
    Failure::new(ExitCode::Refused, format!("`{}` cannot be written: {source}", path.display()))
}

/// Makes a file that takes another one's name later, with the permissions of any new file.
fn temporary_beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".desk-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    builder.tempfile_in(folder.unwrap_or(Path::new(".")))
}
