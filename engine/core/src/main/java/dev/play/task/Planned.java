package dev.play.task;

import dev.play.connection.Become;
import dev.play.module.ControllerFiles;
import dev.play.schema.ModuleSpec;
import java.util.Optional;

/** A task ahead whose arguments are known: its questions can be asked before its turn. */
public record Planned(
    ModuleSpec module, Record args, Optional<Become> become, ControllerFiles files) {}
