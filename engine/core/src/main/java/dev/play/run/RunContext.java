package dev.play.run;

import dev.play.compile.StepSource;
import dev.play.event.EventSink;
import dev.play.event.Redactor;
import dev.play.python.PythonModules;
import dev.play.run.debug.Stepping;
import dev.play.run.port.Hands;
import dev.play.run.port.Hosts;
import dev.play.run.port.Operator;
import dev.play.run.port.Variables;
import dev.play.schema.ModuleLibrary;
import dev.play.template.TemplateCompiler;
import java.time.Clock;

/** Everything a run works with. */
public record RunContext(
    StepSource steps,
    TemplateCompiler templates,
    ModuleLibrary library,
    PythonModules python,
    Hosts hosts,
    Variables variables,
    Hands hands,
    Operator operator,
    EventSink events,
    Redactor redactor,
    dev.play.yaml.YamlFiles yaml,
    RunOptions options,
    CustomStats stats,
    Clock clock,
    Stepping stepping) {}
