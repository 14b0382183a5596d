package dev.play.modules.tool;

import dev.play.host.Blob;
import dev.play.host.Command;
import dev.play.host.Effect;
import dev.play.host.HostPath;
import dev.play.host.Probe;
import dev.play.host.Resource;
import dev.play.module.HostView;
import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.module.ModuleFailure;
import dev.play.module.Param;
import dev.play.module.Plan;
import dev.play.module.Secret;
import dev.play.module.TaskResult;
import dev.play.modules.tool.mail.Letter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Mail by SMTP, from the host. Options and results as in {@code community.general.mail}; the host's
 * perl speaks with the server.
 */
@ModuleDoc(
    name = "mail",
    also = "community.general.mail",
    summary = "Sends a mail.",
    example = "mail: {to: ops@example.org, subject: 'Installed', body: 'All is well.'}",
    notes = {
      "Needs perl on the host, and openssl for TLS, which does not prove the server.",
      "In a check it is unknown: nothing is sent."
    })
public final class Mail implements Module<Mail.Args> {
  /** The arguments. */
  public record Args(
      @Param(value = "who sends it", aliases = "from", def = "root") String sender,
      @Param(value = "who gets it", aliases = "recipients", def = "root") List<String> to,
      @Param(value = "who gets a copy", def = "") List<String> cc,
      @Param(value = "who gets a copy without the others' seeing it", def = "") List<String> bcc,
      @Param(value = "the subject", aliases = "msg") String subject,
      @Param(value = "the text; the subject when not given", raw = true) Optional<String> body,
      @Param("user to log in as") Optional<String> username,
      @Param("password to log in with") Optional<Secret> password,
      @Param(value = "the mail server", def = "localhost") String host,
      @Param(value = "its port", def = "25") int port,
      @Param(value = "files of the host's to attach", def = "") List<HostPath> attach,
      @Param(value = "further headers, as NAME=VALUE", def = "") List<String> headers,
      @Param(value = "what the text is written in", def = "utf-8") String charset,
      @Param(
              value = "what the text is",
              def = "plain",
              choices = {"plain", "html"})
          String subtype,
      @Param(
              value = "TLS from the start, never, by STARTTLS, or where it is offered",
              def = "try",
              choices = {"always", "never", "starttls", "try"})
          String secure,
      @Param(value = "seconds to wait for the server", def = "20") int timeout,
      @Param("what to call ourselves; the host's name when not given") Optional<String> ehlohost,
      @Param(value = "behind the at sign of the message's id", def = "ansible")
          String messageIdDomain) {
    public Args {
      if (port < 1 || port > 65534) {
        throw new IllegalArgumentException("port must be between 1 and 65534, not " + port);
      }
      if (!Charset.isSupported(charset)) {
        throw new IllegalArgumentException("not a character set: " + charset);
      }
      if (!host.matches("[A-Za-z0-9.:_-]*") || host.startsWith("-") || host.isEmpty()) {
        throw new IllegalArgumentException("not a mail server: " + host);
      }
      for (String name : List.of(ehlohost.orElse("x"), messageIdDomain)) {
        if (!name.matches("[A-Za-z0-9.:_\\[\\]-]+")) {
          throw new IllegalArgumentException("not a name of a host: " + name);
        }
      }
      if (username.isPresent() != password.isPresent()) {
        throw new IllegalArgumentException("username and password are needed together");
      }
      letter(sender, to, cc, subject, headers, subtype).require(bcc);
    }

    private static Letter letter(
        String sender,
        List<String> to,
        List<String> cc,
        String subject,
        List<String> headers,
        String subtype) {
      return new Letter(sender, to, cc, subject, headers, subtype);
    }

    /** What mail.pl reads. */
    private String script(HostView view) {
      Letter letter = letter(sender, to, cc, subject, headers, subtype);
      String id = Long.toUnsignedString(view.nonce(), 36);
      StringBuilder out = new StringBuilder();
      line(out, "host", host);
      line(out, "port", Integer.toString(port));
      line(out, "secure", secure);
      line(out, "timeout", Integer.toString(timeout));
      line(out, "ehlo", ehlohost.orElse(view.name().name().replaceAll("[^A-Za-z0-9.-]", "-")));
      line(out, "from", Letter.address(sender));
      username.ifPresent(u -> line(out, "user", u));
      password.ifPresent(p -> line(out, "password", p.reveal()));
      Stream.of(to, cc, bcc)
          .flatMap(List::stream)
          .forEach(one -> line(out, "to", Letter.address(one)));
      line(out, "boundary", "play" + id);
      line(
          out,
          "message",
          letter.head("play" + id, id + "@" + messageIdDomain, charset)
              + letter.text(body.orElse(subject), Charset.forName(charset)));
      attach.forEach(file -> line(out, "attach", file.text()));
      return out.toString();
    }

    private static void line(StringBuilder out, String word, String text) {
      out.append(word).append(' ');
      out.append(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))).append('\n');
    }
  }

  @Override
  public Set<Resource> mayTouchAtMost() {
    return Set.of();
  }

  @Override
  public Plan plan(Args args, HostView host) {
    if (host.known(new Probe.Tool("perl")).isEmpty()) {
      throw new ModuleFailure("perl is not on the host: install the package perl first");
    }
    Command command =
        Command.of(List.of("perl", "-e", program())).withStdin(Blob.of(args.script(host)));
    Effect run =
        Effect.Run.of(command, "send a mail by " + args.host(), Set.of()).acceptingAnyStatus();
    return new Plan.Perhaps(
        List.of(run),
        outcomes -> {
          String told = outcomes.getFirst().output().out().strip();
          TaskResult out = TaskResult.EMPTY.changed(false);
          if (told.equals("sent")) {
            return out.with("msg", "Mail sent successfully");
          }
          String why =
              told.startsWith("failed ") ? told.substring(7) : outcomes.getFirst().output().err();
          return out.with("rc", 1).failed(why.strip());
        },
        "until it is sent");
  }

  private static String program() {
    try (InputStream in = Objects.requireNonNull(Mail.class.getResourceAsStream("mail.pl"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
