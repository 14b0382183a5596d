package dev.play.run.debug;

import dev.play.host.HostName;
import dev.play.run.port.Operator;
import dev.play.source.Diagnostics;
import dev.play.source.Span;
import dev.play.template.Compiled;
import dev.play.template.EvaluationException;
import dev.play.template.PythonText;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.Values;
import dev.play.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The task debugger: shows a task, its variables and its result, changes arguments and variables,
 * and has it done again. The commands are Ansible's; expressions are Jinja's.
 */
public final class Debugger {
  private static final Span HERE = Span.none("debugger");
  private static final Pattern SETTING =
      Pattern.compile("(task\\.args|task_vars)\\[(['\"])(.+?)\\2]\\s*=\\s*(\\S.*)");
  private static final Pattern REMOVING =
      Pattern.compile("del\\s+(task\\.args|task_vars)\\[(['\"])(.+?)\\2]");
  private static final String HELP =
      """
      p EXPRESSION               print: task, task.args, task_vars, host, result
      task.args['KEY'] = VALUE   change an argument
      task_vars['KEY'] = VALUE   change a variable
      u                          take changed variables over
      r                          do the task again
      c                          go on
      q                          end the run
      """;

  private final Operator operator;
  private final TemplateCompiler templates;
  private final HostName host;
  private final String task;
  private final Scope scope;
  private final Value result;
  private final Map<String, Value> arguments;
  private final Map<String, Value> variables;

  /** What is to be done. */
  public sealed interface Next {
    record GoOn() implements Next {}

    /** Once more, with these arguments and with these variables over all others. */
    record Again(Map<String, Value> arguments, Map<String, Value> variables) implements Next {}
  }

  /**
   * @param task its name
   * @param arguments as written, with templates
   * @param variables set in an earlier round
   */
  public Debugger(
      Operator operator,
      TemplateCompiler templates,
      HostName host,
      String task,
      Scope scope,
      Value result,
      Map<String, Value> arguments,
      Map<String, Value> variables) {
    this.operator = operator;
    this.templates = templates;
    this.host = host;
    this.task = task;
    this.scope = scope;
    this.result = result;
    this.arguments = new LinkedHashMap<>(arguments);
    this.variables = new LinkedHashMap<>(variables);
  }

  /**
   * Reads commands until one says how to go on; the end of the input does too.
   *
   * @throws DebuggerQuit for the command {@code q}
   */
  public Next run() {
    String prompt = "[" + host + "] TASK: " + task + " (debug)> ";
    while (true) {
      Optional<String> line = operator.line(prompt).map(String::strip);
      switch (line.orElse("q")) {
        case "r", "redo" -> {
          return new Next.Again(arguments, variables);
        }
        case "c", "continue" -> {
          return new Next.GoOn();
        }
        case "q", "quit", "EOF" -> throw new DebuggerQuit();
        case "", "u", "update_task" -> {}
        case "h", "help", "?" -> operator.tell(HELP.stripTrailing());
        default -> operator.tell(answer(line.orElse("")));
      }
    }
  }

  private String answer(String command) {
    Matcher setting = SETTING.matcher(command);
    Matcher removing = REMOVING.matcher(command);
    try {
      if (setting.matches()) {
        of(setting.group(1)).put(setting.group(3), value(setting.group(4)));
        return "";
      }
      if (removing.matches()) {
        of(removing.group(1)).remove(removing.group(3));
        return "";
      }
      if (command.startsWith("p ") || command.startsWith("print ")) {
        return shown(command.substring(command.indexOf(' ') + 1).strip());
      }
    } catch (EvaluationException e) {
      return "***" + e.message();
    }
    return "***no command: " + command + " (h tells which there are)";
  }

  private Map<String, Value> of(String name) {
    return name.equals("task_vars") ? variables : arguments;
  }

  /** A text with braces is a template of the task's. */
  private Value value(String expression) {
    return switch (evaluate(expression)) {
      case Value.Text(String text) when text.contains("{{") -> new Value.Template(text, HERE);
      case Value other -> other;
    };
  }

  private String shown(String expression) {
    return switch (expression) {
      case "task" -> "TASK: " + task;
      case "host" -> host.name();
      case "result" -> PythonText.repr(Values.veiled(result));
      default -> PythonText.repr(Values.veiled(evaluate(expression)));
    };
  }

  private Value evaluate(String expression) {
    Diagnostics problems = new Diagnostics();
    Compiled compiled = templates.expression(expression, HERE, problems);
    if (problems.hasErrors()) {
      throw EvaluationException.of(problems.all().getFirst().message());
    }
    Map<Value, Value> written = new LinkedHashMap<>();
    arguments.forEach((name, v) -> written.put(new Value.Text(name), plain(v)));
    Map<String, Value> names = new LinkedHashMap<>(variables);
    names.put("task", Value.dictOf("name", task).with("args", new Value.Dict(written)));
    names.put("task_vars", scope.with(variables).lookup("vars"));
    names.put("host", Value.text(host.name()));
    names.put("result", Value.dictOf().with("_result", result));
    return compiled.evaluate(scope.with(names));
  }

  private static Value plain(Value value) {
    return value instanceof Value.Template(String source, Span span)
        ? new Value.Text(source)
        : value;
  }
}
