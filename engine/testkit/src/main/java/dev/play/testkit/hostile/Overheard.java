package dev.play.testkit.hostile;

import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.ShellRequest;
import dev.play.host.CommandOutput;
import dev.play.host.HostPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection that listens for what only a value that is no longer data brings about: a shell that
 * stumbles, a tool that is given an option it does not know.
 *
 * @param heard the telling parts of replies are added here
 * @param options whether complaints about options count
 */
record Overheard(Connection real, List<String> heard, boolean options) implements Connection {
  private static final Pattern SHELL =
      Pattern.compile(
          "Unterminated quoted string|unexpected EOF while|[Ss]yntax error: |syntax error near"
              + "|sh: (?:line )?\\d+: (?:eval: )?(?!exec)\\S* ?not found");
  private static final Pattern OPTION =
      Pattern.compile(
          "([Ii]nvalid|[Uu]nrecogni[sz]ed|[Uu]nknown|[Ii]llegal) (long |shorthand |short )?(option|flag)"
              + "|[Oo]ption \\S{1,50} is not understood|option \\S{1,50}: is unknown|[Uu]sage: ");

  /** Who complains is brief: files come in longer replies. */
  private static final int LONGEST = 100_000;

  @Override
  public CommandOutput run(ShellRequest request) {
    CommandOutput reply = real.run(request);
    listen(SHELL, reply);
    if (options) {
      listen(OPTION, reply);
    }
    return reply;
  }

  private void listen(Pattern pattern, CommandOutput reply) {
    for (String text : List.of(reply.out(), reply.err())) {
      Matcher found = pattern.matcher(text);
      if (text.length() < LONGEST && found.find()) {
        int end = text.indexOf('\n', found.end());
        heard.add(
            text.substring(
                text.lastIndexOf('\n', found.start()) + 1, end < 0 ? text.length() : end));
      }
    }
  }

  @Override
  public void upload(Path file, HostPath destination, Optional<Become> become) {
    real.upload(file, destination, become);
  }

  @Override
  public void download(HostPath source, Path file, Optional<Become> become) {
    real.download(source, file, become);
  }

  @Override
  public void cancel() {
    real.cancel();
  }

  @Override
  public Cost cost() {
    return real.cost();
  }

  @Override
  public String user() {
    return real.user();
  }

  @Override
  public void close() {
    real.close();
  }
}
