package dev.play.run.gate;

import dev.play.event.TaskTitle;
import dev.play.host.HostName;
import java.util.function.Supplier;

/**
 * A host has come to a step and asks to go on.
 *
 * @param isSheltered it is in a rescue or always section: a failure elsewhere does not end it
 * @param isSilent the step is not announced
 * @param title made for the first host of a step only
 */
public record Arrival(
    HostName host, Position at, boolean isSheltered, boolean isSilent, Supplier<TaskTitle> title) {}
