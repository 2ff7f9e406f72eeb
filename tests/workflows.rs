//! The workflows under `.github/workflows` are read as GitHub reads them: their
//! syntax, what sets them off, what they may do and which commands they run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Workflow {
    #[serde(rename = "name")]
    _name: String,
    on: BTreeMap<String, Option<Filter>>,
    permissions: BTreeMap<String, String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(rename = "concurrency")]
    _concurrency: Option<Concurrency>,
    jobs: BTreeMap<String, Job>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Filter {
    tags: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Concurrency {
    #[serde(rename = "group")]
    _group: String,
    #[serde(rename = "cancel-in-progress")]
    _cancel_in_progress: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Job {
    runs_on: String,
    timeout_minutes: u32,
    #[serde(default)]
    permissions: BTreeMap<String, String>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    name: Option<String>,
    uses: Option<String>,
    #[serde(default)]
    with: BTreeMap<String, String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    run: Option<String>,
    #[serde(rename = "id")]
    _id: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/workflows")
}

fn read(name: &str) -> Workflow {
    let text = fs::read_to_string(folder().join(name)).expect("the workflow is there");
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names
}

fn only_job(workflow: &Workflow) -> &Job {
    let mut jobs = workflow.jobs.values();
    let job = jobs.next().expect("a job");
    assert!(jobs.next().is_none(), "one job");
    job
}

/// The place of the step that runs a command, among the steps of its job.
fn step_with(job: &Job, command: &str) -> usize {
    let runs = |step: &Step| step.run.as_ref().is_some_and(|run| run.contains(command));
    job.steps.iter().position(runs).unwrap_or_else(|| panic!("no step runs `{command}`"))
}

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(key, value)| (key.into(), value.into())).collect()
}

#[test]
fn there_are_two_workflows_and_every_step_does_one_thing() {
    assert_eq!(names(), ["release.yml", "test.yml"]);
    for name in names() {
        let workflow = read(&name);
        let job = only_job(&workflow);
        assert!(job.runs_on.starts_with("ubuntu-") && job.runs_on != "ubuntu-latest", "{name}");
        assert!(job.timeout_minutes <= 90, "{name}");
        for step in &job.steps {
            let label = step.name.as_deref().or(step.uses.as_deref());
            assert!(step.uses.is_some() != step.run.is_some(), "{name}: {label:?}");
        }
    }
}

#[test]
fn every_change_is_tested_and_may_only_read() {
    let workflow = read("test.yml");
    let events: Vec<_> =
        workflow.on.iter().map(|(event, filter)| (event.as_str(), filter.is_none())).collect();
    assert_eq!(events, [("pull_request", true), ("push", true)]);
    assert_eq!(workflow.permissions, map(&[("contents", "read")]));
    let job = only_job(&workflow);
    assert_eq!(job.permissions, BTreeMap::new());
    step_with(job, "tests/run --judges required");
}

#[test]
fn a_tag_gives_the_handbook_out_and_only_that_job_may_write() {
    let workflow = read("release.yml");
    let push = workflow.on["push"].as_ref().expect("a filter");
    assert_eq!(workflow.on.len(), 1);
    assert_eq!(push.tags, ["handbuch-v*"]);
    assert_eq!(workflow.permissions, BTreeMap::new());
    assert_eq!(only_job(&workflow).permissions, map(&[("contents", "write")]));
}

#[test]
fn the_release_holds_what_was_built_and_checked() {
    let workflow = read("release.yml");
    let job = only_job(&workflow);
    let order = [
        step_with(job, "GITHUB_ENV"),
        step_with(job, "cargo build --release --locked"),
        job.steps.iter().position(|step| step.uses.as_deref() == Some("./")).expect("our action"),
        step_with(job, r#"gh release create "$TAG" --verify-tag"#),
    ];
    assert!(order.is_sorted(), "{order:?}");
    let release = &job.steps[order[2]].with;
    assert_eq!(release["command"], "release");
    assert_eq!(release["editions"], "source/${{ env.EDITION }}");
    assert_eq!(release["program"], "target/release/umbruch");
    let publish = job.steps[order[3]].run.as_deref().expect("found by its command");
    assert!(publish.contains("sha256sum --check --strict SHA256SUMS"));
}

#[test]
fn the_tag_names_the_edition_and_its_version() {
    let workflow = read("release.yml");
    let job = only_job(&workflow);
    let step = &job.steps[step_with(job, "GITHUB_ENV")];
    assert_eq!(step.env["TAG"], "${{ github.ref_name }}");
    let script = step.run.as_deref().expect("found by its command");
    for (tag, expected) in [
        ("handbuch-v1", "EDITION=handbuch\nVERSION=1\n"),
        ("handbuch-v1.2.0", "EDITION=handbuch\nVERSION=1.2.0\n"),
        ("der-dritte-versuch-v2", "EDITION=der-dritte-versuch\nVERSION=2\n"),
    ] {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        let status = Command::new("bash")
            .args(["-euo", "pipefail", "-c", script])
            .env("TAG", tag)
            .env("GITHUB_ENV", file.path())
            .status()
            .expect("bash starts");
        assert!(status.success(), "{tag}");
        assert_eq!(fs::read_to_string(file.path()).expect("written"), expected, "{tag}");
    }
}

#[test]
fn actions_are_pinned_to_a_commit_and_say_their_version() {
    for name in names() {
        for step in &only_job(&read(&name)).steps {
            // Our own is that of the commit.
            let Some(action) = step.uses.as_ref().filter(|action| *action != "./") else {
                continue;
            };
            let (_, commit) = action.split_once('@').expect("an action and its version");
            assert!(
                commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()),
                "{name}: {action}"
            );
        }
        let text = fs::read_to_string(folder().join(&name)).expect("the workflow is there");
        say_their_version(&name, &text);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in ["action.yml", "src/cli/new/ci/github.yml"] {
        let text = fs::read_to_string(root.join(path)).expect("it is there");
        say_their_version(path, &text);
        for line in text.lines().filter_map(|line| line.split_once("uses: ")) {
            let commit = line.1.split(['@', ' ']).nth(1).unwrap_or_default();
            assert_eq!(commit.len(), 40, "{path}: {}", line.1);
        }
    }
}

fn say_their_version(name: &str, text: &str) {
    for line in text.lines().filter(|line| line.contains("uses:") && !line.contains("uses: ./")) {
        assert!(line.contains(" # v"), "{name}: {line}");
    }
}

#[test]
fn the_date_of_a_book_never_comes_from_the_clock() {
    for name in names() {
        let workflow = read(&name);
        let job = only_job(&workflow);
        let set = |env: &BTreeMap<String, String>| env.contains_key("SOURCE_DATE_EPOCH");
        assert!(!set(&workflow.env) && !job.steps.iter().any(|step| set(&step.env)), "{name}");
        let named =
            |step: &Step| step.run.as_ref().is_some_and(|run| run.contains("SOURCE_DATE_EPOCH"));
        assert!(!job.steps.iter().any(named), "{name}");
    }
}
