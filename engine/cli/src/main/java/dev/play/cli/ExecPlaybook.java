package dev.play.cli;

import dev.play.event.EventJson;
import dev.play.settings.Settings;
import dev.play.value.Value;

/** The playbook that a command for one task stands for. JSON is YAML, so quoting is JSON's. */
final class ExecPlaybook {
  private final ExecCommand command;
  private final Settings settings;
  private final EventJson json = new EventJson();

  ExecPlaybook(ExecCommand command, Settings settings) {
    this.command = command;
    this.settings = settings;
  }

  String text() {
    String given =
        command.arguments.isBlank()
            ? settings.text("DEFAULT_MODULE_ARGS").orElse("")
            : command.arguments.strip();
    String module =
        command.module.isBlank()
            ? settings.text("DEFAULT_MODULE_NAME").orElse("command")
            : command.module;
    String args = given.startsWith("{") && !given.startsWith("{{") ? given : quoted(given);
    String name = given.isEmpty() ? module : module + " " + given;
    return "- name: exec\n"
        + "  hosts: "
        + quoted(command.hosts())
        + "\n  gather_facts: false\n  tasks:\n  - name: "
        + quoted(name.replace("{", "(").replace("}", ")"))
        + async()
        + "\n    "
        + quoted(module)
        + ": "
        + (given.isEmpty() ? "{}" : args)
        + "\n";
  }

  private String async() {
    if (command.background <= 0) {
      return "";
    }
    int poll = command.poll < 0 ? settings.number("DEFAULT_POLL_INTERVAL") : command.poll;
    return "\n    async: " + command.background + "\n    poll: " + poll;
  }

  private String quoted(String text) {
    return json.compact(Value.text(text));
  }
}
