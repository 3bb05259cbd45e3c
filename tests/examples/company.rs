//! Writes the files of an invented company: `company PEOPLE FOLDER [SEED]`.

use std::path::Path;

use attrmap_tests::company::company;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let people = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(500);
    let folder = arguments.next().unwrap_or_else(|| "target/company".to_owned());
    let seed = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite/provisioning");
    for (path, bytes) in company(seed, people, &suite)? {
        let path = Path::new(&folder).join(path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}
