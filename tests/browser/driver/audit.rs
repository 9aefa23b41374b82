//! What must not happen behind the page's back, and whether everyone can use it.

use super::browser::{Browser, Engine};
use super::environment;
use serde_json::{Value, json};

impl Browser {
    /// What the page's security policy stopped, as recorded by `boot/guard.js`.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        strings(&self.exec("return window.__violations", &[]))
    }

    /// The addresses of everything that the page loaded besides itself.
    #[track_caller]
    pub fn requests(&self) -> Vec<String> {
        strings(&self.exec(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)
               .filter((name) => !/^(data|blob):/.test(name))",
            &[],
        ))
    }

    /// The errors in the console since the last call (Chromium; Firefox has no such log).
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        if self.engine() == Engine::Firefox {
            return Vec::new();
        }
        let entries = self.must_post("/se/log", &json!({ "type": "browser" }));
        let entries = entries.as_array().map(Vec::as_slice).unwrap_or_default();
        entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_string())
            .collect()
    }

    /// What axe-core finds against WCAG 2.1 A and AA on the page as it is now, one readable
    /// text per problem; nothing where axe-core is not on this machine.
    #[track_caller]
    pub fn axe(&self) -> Vec<String> {
        let Some(file) = environment::optional("HYOKACHO_AXE") else {
            eprintln!("axe-core is not here (HYOKACHO_AXE): its check is skipped");
            return Vec::new();
        };
        if self.exec("return typeof window.axe", &[]) == json!("undefined") {
            let source = std::fs::read_to_string(&file)
                .unwrap_or_else(|why| panic!("cannot read {}: {why}", file.display()));
            self.exec(&source, &[]);
        }
        let found = self.exec_async(
            "const done = arguments[arguments.length - 1];
             const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
             window.axe.run(document, { runOnly: { type: 'tag', values: tags },
                 resultTypes: ['violations'], preload: false })
               .then((result) => done(result.violations), (why) => done(String(why)))",
            &[],
        );
        match found.as_array() {
            Some(problems) => problems.iter().map(readable).collect(),
            None => self.fail(&format!("axe-core failed: {found}")),
        }
    }
}

fn readable(problem: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
    let mut lines =
        vec![format!("{} ({}): {}", text(&problem["id"]), text(&problem["impact"]), text(&problem["help"]))];
    for node in problem["nodes"].as_array().map(Vec::as_slice).unwrap_or_default() {
        lines.push(format!("  {}", text(&node["html"])));
        lines.extend(text(&node["failureSummary"]).lines().map(|line| format!("    {line}")));
    }
    lines.join("\n")
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|text| text.as_str().map(String::from)).collect()
}
