package dev.play.cloud.gce.lab;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.google.cloud.compute.v1.GuestAttributes;
import com.google.cloud.oslogin.common.OsLoginProto.SshPublicKey;
import com.google.cloud.oslogin.v1.ImportSshPublicKeyResponse;
import dev.play.cloud.gce.FakeGoogle;
import dev.play.cloud.gce.connect.iap.FakeRelay;
import dev.play.modules.gce.fake.Addresses;
import dev.play.modules.gce.fake.FakeCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Google for {@code lab/gce/e2e}: WireMock, whose bodies the API's own message classes parse both
 * ways. The lab's hosts are its instances, from the beginning or once somebody makes them; it tells
 * their host keys, and takes OS Login's key; Google's relay leads to {@code db1}, which has no
 * other address. Ends with its standard input, and fails where it was asked what the API does not
 * have, or the relay was spoken to wrongly.
 */
public final class LabGoogle implements ServeEventListener {
  private static final String PROJECT = "/compute/v1/projects/lab/";
  private static final String ACCOUNT = "ann@example.com";
  private static final String USER = "ann_example_com";

  /**
   * What is done on an instance when the account's key becomes known, once: the guest agent's work.
   */
  private static final String ADMIT =
      """
      set -e
      id %1$s >/dev/null 2>&1 || useradd -m -s /bin/bash %1$s
      write() { [ "$(cat "$2" 2>/dev/null)" = "$1" ] || echo "$1" > "$2"; }
      write '%1$s ALL=(ALL) NOPASSWD: ALL' /etc/sudoers.d/google_sudoers
      chmod 0440 /etc/sudoers.d/google_sudoers
      install -d -m 0700 -o %1$s -g %1$s /home/%1$s/.ssh
      write '%2$s' /home/%1$s/.ssh/authorized_keys
      chown %1$s: /home/%1$s/.ssh/authorized_keys
      chmod 0600 /home/%1$s/.ssh/authorized_keys
      """;

  private record Machine(String name, String zone, int last, String role, String tag) {
    boolean isPublic() {
      return !name.equals("db1");
    }

    String path() {
      return PROJECT + "zones/" + zone + "/instances/" + name;
    }
  }

  private static final List<Machine> MACHINES =
      List.of(
          new Machine("web1", "europe-west1-b", 11, "web", "http"),
          new Machine("web2", "europe-west1-c", 12, "web", "http"),
          new Machine("db1", "europe-west1-b", 21, "db", "sql"));

  private final int lab;

  private LabGoogle(int lab) {
    this.lab = lab;
  }

  /**
   * @param arguments a directory, in which {@code google} and {@code relay} will hold the
   *     addresses, the lab's number, and {@code provision} where there are no instances until they
   *     are made
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    LabGoogle lab = new LabGoogle(Integer.parseInt(arguments[1]));
    try (FakeCloud cloud = new FakeCloud(new Addresses(lab::outside, lab::inside), lab);
        FakeRelay relay = new FakeRelay("172.29." + lab.lab + ".21", 22, "a-token")) {
      lab.furnish(cloud, arguments.length > 2 && arguments[2].equals("provision"));
      lab.stub(cloud.google());
      tell(directory.resolve("relay"), relay.address().toString());
      tell(directory.resolve("google"), cloud.google().url());
      while (System.in.read() >= 0) {
        continue;
      }
      cloud
          .google()
          .requests()
          .forEach(request -> System.out.println(request.getMethod() + " " + request.getUrl()));
      System.out.println(relay.requests().size() + " connections through the relay");
      if (!relay.violations().isEmpty()) {
        throw new AssertionError("the relay was spoken to wrongly: " + relay.violations());
      }
    }
  }

  private static void tell(Path file, String address) throws IOException {
    Path fresh =
        Files.writeString(file.resolveSibling(file.getFileName() + ".new"), address + "\n");
    Files.move(fresh, file);
  }

  private String outside(String instance) {
    return "172.29.%d.%d".formatted(lab, named(instance).last());
  }

  /** Kept free for documents (RFC 5737): leads nowhere. */
  private String inside(String instance) {
    return "192.0.2." + named(instance).last();
  }

  private static Machine named(String instance) {
    return MACHINES.stream()
        .filter(machine -> machine.name().equals(instance))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the lab has no host for " + instance));
  }

  private void furnish(FakeCloud cloud, boolean provision) {
    for (String zone : new String[] {"europe-west1-b", "europe-west1-c"}) {
      cloud.put(PROJECT + "zones/" + zone + "/machineTypes/e2-small", "{\"name\": \"e2-small\"}");
    }
    if (!provision) {
      MACHINES.forEach(machine -> cloud.put(machine.path(), instance(machine)));
    }
  }

  private void stub(FakeGoogle google) {
    for (Machine machine : MACHINES) {
      String[] key = on(machine, "cat /etc/ssh/ssh_host_ed25519_key.pub").split("\\s+");
      google.answers(
          get(urlPathEqualTo(machine.path() + "/getGuestAttributes")),
          GuestAttributes.newBuilder(),
          """
          {"queryPath": "hostkeys/", "queryValue": {"items": [
            {"namespace": "hostkeys", "key": "%s", "value": "%s"}]}}
          """
              .formatted(key[0], key[1]));
    }
    google.stub(
        get(urlPathEqualTo("/v1/userinfo")),
        aResponse().withBody("{\"email\": \"" + ACCOUNT + "\"}"));
    google.answers(
        post(urlPathEqualTo("/v1/users/" + ACCOUNT + ":importSshPublicKey")),
        ImportSshPublicKeyResponse.newBuilder(),
        """
        {"loginProfile": {"name": "1", "posixAccounts": [{"primary": true, "username": "%s",
          "accountId": "lab", "operatingSystemType": "LINUX", "homeDirectory": "/home/%s"}]}}
        """
            .formatted(USER, USER));
  }

  private static String instance(Machine machine) {
    return """
    {"name": "%s", "machineType": "zones/%s/machineTypes/e2-small",
      "labels": {"role": "%s", "docker": "%s"}, "tags": {"items": ["%s", "ssh"]},
      "metadata": {"items": [{"key": "enable-oslogin", "value": "TRUE"},
        {"key": "enable-guest-attributes", "value": "TRUE"}]},
      "networkInterfaces": [{%s "network": "global/networks/default"}]}
    """
        .formatted(
            machine.name(),
            machine.zone(),
            machine.role(),
            machine.role().equals("web") ? "yes" : "no",
            machine.tag(),
            machine.isPublic() ? "\"accessConfigs\": [{\"type\": \"ONE_TO_ONE_NAT\"}]," : "");
  }

  @Override
  public String getName() {
    return "os-login";
  }

  /** OS Login has the key on every instance before it answers. */
  @Override
  public void beforeResponseSent(ServeEvent event, Parameters parameters) {
    if (event.getRequest().getUrl().contains(":importSshPublicKey")) {
      SshPublicKey.Builder key = SshPublicKey.newBuilder();
      FakeGoogle.strict(key, event.getRequest().getBodyAsString());
      MACHINES.forEach(machine -> on(machine, ADMIT.formatted(USER, key.getKey())));
    }
  }

  private String on(Machine machine, String script) {
    List<String> command =
        List.of("docker", "exec", "-i", "play-lab-" + lab + "-" + machine.name(), "sh", "-s");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write(script.getBytes(StandardCharsets.UTF_8));
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(machine.name() + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
