import dev.play.connection.Become;
import dev.play.connection.Connection;
import dev.play.connection.Connector;
import dev.play.connection.ConnectorService;
import dev.play.connection.ShellRequest;
import dev.play.connection.Target;
import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.host.HostException;
import dev.play.host.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts in memory, for the benchmark of ten thousand: {@code ansible_connection: simulated}. All of them are this machine seen once: a script
 * that one host was asked to run is carried out by a real shell, and every other host that is asked the same answers the same. What differs
 * by host is run for each.
 */
public final class SimulatedHosts implements ConnectorService {
  private record Asked(String script, Blob stdin) {}

  private final Map<Asked, CommandOutput> answers = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public Connector open(Map<String, String> environment, Path directory) {
    return target -> new Host(target);
  }

  /** Parts of an answer are divided by a mark that each script brings, so that nobody can guess it; in two halves, since the script itself is no answer. */
  private static final Pattern MARK = Pattern.compile("'<([0-9a-f]{16})''([0-9a-f]{16})>'");

  private static final String HALF = "0123456789abcdef";

  private CommandOutput answer(ShellRequest request) {
    Matcher found = MARK.matcher(request.script());
    if (!found.find()) {
      return carriedOut(new Asked(request.script(), request.stdin()));
    }
    String mark = found.group(1) + found.group(2);
    Asked asked = new Asked(found.replaceFirst("'<" + HALF + "''" + HALF + ">'"), request.stdin());
    CommandOutput known = answers.computeIfAbsent(asked, SimulatedHosts::carriedOut);
    return new CommandOutput(known.status(), marked(known.stdout(), mark), marked(known.stderr(), mark));
  }

  private static Blob marked(Blob text, String mark) {
    return Blob.of(new String(text.bytes(), StandardCharsets.ISO_8859_1).replace(HALF + HALF, mark).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static CommandOutput carriedOut(Asked request) {
    try {
      Path errors = java.nio.file.Files.createTempFile("simulated", ".err");
      Path script = java.nio.file.Files.createTempFile("simulated", ".sh");
      try {
        java.nio.file.Files.writeString(script, request.script());
        Process shell = new ProcessBuilder("sh", script.toString()).redirectError(errors.toFile()).start();
        try (var in = shell.getOutputStream()) {
          in.write(request.stdin().bytes());
        }
        byte[] out = shell.getInputStream().readAllBytes();
        return new CommandOutput(shell.waitFor(), Blob.of(out), Blob.of(java.nio.file.Files.readAllBytes(errors)));
      } finally {
        java.nio.file.Files.delete(errors);
        java.nio.file.Files.delete(script);
      }
    } catch (IOException e) {
      throw new HostException("the simulator's shell: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted");
    }
  }

  private final class Host implements Connection {
    private final Target target;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    Host(Target target) {
      this.target = target;
    }

    @Override
    public CommandOutput run(ShellRequest request) {
      CommandOutput answer = answer(request);
      asked.incrementAndGet();
      sent.addAndGet(request.script().length());
      received.addAndGet(answer.stdout().size());
      return answer;
    }

    @Override
    public void upload(Path file, HostPath destination, Optional<Become> become) {
      throw new HostException(target.name() + " is simulated and takes no files");
    }

    @Override
    public void download(HostPath source, Path file, Optional<Become> become) {
      throw new HostException(target.name() + " is simulated and gives no files");
    }

    @Override
    public void cancel() {}

    @Override
    public Cost cost() {
      return new Cost(asked.get(), 1, sent.get(), received.get());
    }

    @Override
    public String user() {
      return "root";
    }

    @Override
    public void close() {}
  }
}
