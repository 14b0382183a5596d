package dev.play.modules.system.account;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.FileInfo;
import dev.play.host.HostPath;
import dev.play.host.Observed;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Secret;
import dev.play.modules.system.User;
import java.util.Optional;
import java.util.Set;

/** A user's own SSH key pair. */
final class UserKey {
  // ssh-keygen asks a program for the passphrase (OpenSSH 8.4): in an argument all could read it.
  private static final String MAKE =
      """
      user=$1 key=$2 type=$3 bits=$4 comment=$5
      umask 077
      directory=$(dirname -- "$key"; echo x)
      directory=${directory%?x}
      group=$(id -g -- "$user") || exit 1
      [ -d "$directory" ] || { mkdir -p -- "$directory" && chown "$user:$group" -- "$directory"; } || exit 1
      rm -f -- "$key" "$key.pub"
      own=$(mktemp -d) || exit 1
      cat > "$own/phrase"
      if [ -s "$own/phrase" ]; then
        printf '#!/bin/sh\ncat %s/phrase\n' "$own" > "$own/ask" && chmod 0700 "$own/ask"
        SSH_ASKPASS=$own/ask SSH_ASKPASS_REQUIRE=force ssh-keygen -q -t "$type" ${bits:+-b "$bits"} -C "$comment" -f "$key"
      else
        ssh-keygen -q -t "$type" ${bits:+-b "$bits"} -C "$comment" -N '' -f "$key"
      fi
      status=$?
      rm -rf -- "$own"
      [ "$status" = 0 ] || exit "$status"
      chown "$user:$group" -- "$key" "$key.pub" && chmod 0644 -- "$key.pub"
      """;

  private UserKey() {}

  /** What makes it, where it is wanted and not there. */
  static Optional<Effect> effect(User.Args args, HostView host, boolean userIsThere, String home) {
    if (!args.generateSshKey()) {
      return Optional.empty();
    }
    HostPath key = args.keyFile(home);
    boolean there =
        switch (host.read(Probe.FileAt.of(key))) {
          case Observed.Known<FileInfo>(FileInfo info) -> info.exists();
          case Observed.Unknown<FileInfo> unknown -> userIsThere;
        };
    if (there && !args.force()) {
      return Optional.empty();
    }
    String phrase = args.sshKeyPassphrase().map(Secret::reveal).orElse("");
    Command command =
        Command.script(
                MAKE,
                args.name(),
                key.text(),
                args.sshKeyType(),
                args.sshKeyBits().map(Object::toString).orElse(""),
                args.sshKeyComment().orElse("ansible-generated"))
            .withStdin(Blob.of(phrase));
    return Optional.of(
        Effect.Run.of(
            command,
            "make an SSH key for " + args.name(),
            Set.of(Resource.tree(key.parent().text()))));
  }
}
