package dev.play.modules.base.file;

import dev.play.host.HostException;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Why a path's content cannot be had. */
public enum Unreadable {
  DIRECTORY,
  NOT_PERMITTED,
  /** Something above it is no directory. */
  BELOW_A_FILE,
  MISSING,
  /** It is there and may be read: what the host says of it is the reason, or it is no file. */
  OTHER;

  private static final String WHY =
      """
      if [ -e "$1" ]; then
        if [ ! -r "$1" ]; then echo NOT_PERMITTED; elif [ -d "$1" ]; then echo DIRECTORY; else echo OTHER; fi
        exit
      fi
      at=$1
      while :; do
        case $at in */*) at=${at%/*} ;; *) at= ;; esac
        [ -n "$at" ] || break
        if [ -d "$at" ]; then [ -x "$at" ] || { echo NOT_PERMITTED; exit; }; break; fi
        if [ -e "$at" ]; then echo BELOW_A_FILE; exit; fi
      done
      echo MISSING
      """;

  /** The answer, or none where the host refuses it. */
  public static <T> Optional<T> emptyIfRefused(Supplier<Optional<T>> asking) {
    try {
      return asking.get();
    } catch (HostException e) {
      if (e.isUnreachable()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Asks the host, as the task's user. */
  public static Unreadable because(HostView host, HostPath path) {
    Probe.Query why =
        Probe.Query.of(Set.of(Resource.path(path)), "/bin/sh", "-c", WHY, "sh", path.text());
    String answer = host.known(why).out().strip();
    for (Unreadable reason : values()) {
      if (reason.name().equals(answer)) {
        return reason;
      }
    }
    return MISSING;
  }
}
