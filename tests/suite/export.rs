//! `export`: a folder that other programs read, whole or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value as Json;

use crate::common::{Base, sha256};
use fuhua::store::records::registry;

/// The files of a folder, by their paths in it.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("within").to_string_lossy().into_owned();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn exported(base: &Base, period: &str, name: &str) -> BTreeMap<String, Vec<u8>> {
    base.ok(&["export", period, "-o", &base.argument(name)]);
    files(&base.path(name))
}

fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Json {
    serde_json::from_slice(&files[name]).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn the_manifest_tells_of_every_file_and_the_same_is_the_same() {
    let base = Base::full();
    let all = exported(&base, "2022-03", "one");
    assert!(all == exported(&base, "2022-03", "two/"), "the same bytes");
    let manifest = json(&all, "manifest.json");
    assert_eq!(manifest["journal"]["head"].as_str(), Some(base.head().as_str()));
    assert_eq!((&manifest["period"]["label"], &manifest["personal_data"]), (&"2022-03".into(), &"masked".into()));
    let told = manifest["files"].as_array().expect("files");
    assert_eq!(told.len() + 1, all.len(), "every file but itself");
    for file in told {
        let bytes = &all[file["path"].as_str().expect("a path")];
        assert_eq!(file["sha256"].as_str(), Some(sha256(bytes).as_str()), "{file}");
        assert_eq!(file["bytes"].as_u64(), Some(bytes.len() as u64), "{file}");
    }
    for report in ["monthly", "finance"] {
        for format in ["json", "xlsx", "html"] {
            assert!(all.contains_key(&format!("reports/{report}.{format}")), "{report} {format}");
        }
    }
    for kind in registry::ALL {
        let rows: i64 = base.value(&format!("SELECT count(*) FROM {}", kind.table)).parse().expect("a number");
        let csv = &all[&format!("data/{}.csv", kind.plural)];
        let mut reader = csv::Reader::from_reader(&csv[..]);
        let heads = reader.headers().expect("headings").clone();
        let records: Vec<_> = reader.records().map(|row| row.expect("a rectangle")).collect();
        let lines: Vec<Json> = std::str::from_utf8(&all[&format!("data/{}.jsonl", kind.plural)])
            .expect("UTF-8")
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        assert_eq!((records.len() as i64, lines.len() as i64), (rows, rows), "{}", kind.plural);
        for (record, line) in records.iter().zip(&lines) {
            let keys: Vec<&str> = line.as_object().expect("an object").keys().map(String::as_str).collect();
            assert_eq!(keys, heads.iter().collect::<Vec<_>>(), "{}", kind.plural);
            assert_eq!(record.get(0), line["code"].as_str());
        }
    }
}

#[test]
fn the_package_says_what_each_column_holds() {
    let base = Base::full();
    let all = exported(&base, "2022Q1", "out");
    assert!(all.contains_key("reports/quarterly.xlsx"));
    let package = json(&all, "datapackage.json");
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), registry::ALL.len());
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        assert_eq!(resource["hash"].as_str(), Some(format!("sha256:{}", sha256(&all[path])).as_str()), "{path}");
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let mut reader = csv::Reader::from_reader(&all[path][..]);
        let heads: Vec<String> = reader.headers().expect("headings").iter().map(str::to_owned).collect();
        assert_eq!(fields.iter().map(|f| f["name"].as_str().expect("a name")).collect::<Vec<_>>(), heads, "{path}");
        for record in reader.records() {
            for (value, field) in record.expect("a row").iter().zip(fields) {
                let fits = value.is_empty()
                    || match field["type"].as_str().expect("a type") {
                        "integer" => value.parse::<i64>().is_ok(),
                        "number" => value.parse::<f64>().is_ok(),
                        "boolean" => ["true", "false"].contains(&value),
                        "date" => value.len() == 10,
                        _ => true,
                    };
                assert!(fits, "{path}: {field}: {value}");
            }
        }
        for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let to = key["reference"]["resource"].as_str().expect("a table");
            assert!(resources.iter().any(|r| r["name"] == to), "{key}");
        }
    }
    let script = std::str::from_utf8(&all["postgres.sql"]).expect("UTF-8");
    assert_eq!(script.matches("CREATE TABLE ").count(), registry::ALL.len());
    assert_eq!(script.matches("\\copy ").count(), registry::ALL.len());
}

#[test]
fn no_number_of_a_person_goes_out() {
    let base = Base::mixed();
    base.ok(&["org", "add", "--name", "新风社", "--kind", "service", "--phone", "13900139009"]);
    for (name, bytes) in exported(&base, "2022-03", "out") {
        assert!(!bytes.windows(11).any(|part| part == b"13900139009"), "{name}");
    }
    base.says(2, &["export", "2022-03", "-o", &base.argument("x"), "--reveal-personal", "核对"], &["--reveal-personal"]);
}

#[test]
fn it_is_whole_or_not_at_all() {
    let base = Base::new();
    base.refuses(2, &["export", "2022-03"], &["-o 文件夹"], &["-o FOLDER"]);
    base.ok(&["export", "2022-03", "-o", &base.argument("out")]);
    let (before, names) = (files(&base.path("out")), base.names());
    for extra in [&[][..], &["--replace"]] {
        base.refuses(2, &[&["export", "2022-03", "-o", &base.argument("out")], extra].concat(), &["已经存在"], &["exists"]);
    }
    base.ok(&["export", "2022-03", "-o", &base.argument("dry"), "--dry-run"]);
    base.says(2, &["export", "nonsense", "-o", &base.argument("bad")], &["nonsense"]);
    base.says(4, &["export", "2022-03", "-o", &base.argument("none/there")], &["there"]);
    assert!(before == files(&base.path("out")), "it was left alone");
    assert_eq!(base.names(), names, "nothing else is there");
    // Without a period it is the last month that is over; outside the plan there are no targets to report on.
    let json = base.json(&["export", "-o", &base.argument("last")]);
    assert_eq!(json["manifest"]["period"]["label"], "2023-11");
    base.ok(&["export", "2019-03", "-o", &base.argument("early")]);
    assert!(!base.path("early/reports/monthly.json").exists() && base.path("early/reports/finance.json").exists());
}
