package dev.play.cloud.gce.connect;

import com.google.cloud.compute.v1.GetGuestAttributesInstanceRequest;
import com.google.cloud.compute.v1.GuestAttributes;
import com.google.cloud.compute.v1.GuestAttributesEntry;
import com.google.cloud.compute.v1.InstancesClient;
import dev.play.cloud.gce.GoogleCalls;
import dev.play.cloud.gce.GoogleException;
import dev.play.cloud.gce.GoogleServices;
import dev.play.host.HostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Host keys as instances themselves tell Google, at each start, by their guest agent: {@code
 * hostkeys/} among the guest attributes. Google vouches for whose they are.
 */
final class GuestKeys {
  private static final String PATH = "hostkeys/";
  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9@.-]*");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]+=*");
  private static final String FIX =
      "; the instance tells them where its metadata has enable-guest-attributes=TRUE and its image"
          + " has Google's guest agent, from the next start on";

  private final GoogleServices google;
  private final GoogleCalls calls;

  GuestKeys(GoogleServices google, GoogleCalls calls) {
    this.google = google;
    this.calls = calls;
  }

  /**
   * As known_hosts has them, without names; at least one.
   *
   * @throws HostException unreachable, where there are none
   */
  List<String> of(String project, String zone, String instance) {
    String whose = "%s (zone %s, project %s)".formatted(instance, zone, project);
    GetGuestAttributesInstanceRequest request =
        GetGuestAttributesInstanceRequest.newBuilder()
            .setProject(project)
            .setZone(zone)
            .setInstance(instance)
            .setQueryPath(PATH)
            .build();
    try (InstancesClient client = google.instances()) {
      GuestAttributes found =
          calls.repeatable(
              client.getGuestAttributesCallable(),
              request,
              "reading the host keys of " + whose,
              project);
      List<String> keys =
          found.getQueryValue().getItemsList().stream()
              .filter(GuestKeys::isKey)
              .map(item -> item.getKey() + " " + item.getValue().strip())
              .toList();
      if (keys.isEmpty()) {
        throw HostException.unreachable("Google knows no host keys of " + whose + FIX, null);
      }
      return keys;
    } catch (GoogleException e) {
      String fix = e.fault().status() == 404 ? FIX : "";
      throw HostException.unreachable(e.getMessage() + fix, e);
    }
  }

  private static boolean isKey(GuestAttributesEntry item) {
    return TYPE.matcher(item.getKey()).matches() && KEY.matcher(item.getValue().strip()).matches();
  }
}
