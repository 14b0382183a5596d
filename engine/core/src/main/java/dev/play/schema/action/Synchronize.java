package dev.play.schema.action;

import dev.play.host.HostPath;
import dev.play.module.ModuleDoc;
import dev.play.module.Param;
import java.util.List;
import java.util.Optional;

/** synchronize: rsync between the host and the controller, or the host that it is delegated to. */
@ModuleDoc(
    name = "synchronize",
    also = "ansible.posix.synchronize",
    summary = "Copies trees between the controller and the host with rsync.",
    example = "synchronize: {src: site/, dest: /srv/site, delete: true}",
    notes = {
      "Runs on the controller or on the host of delegate_to, which needs rsync and ssh; the host needs rsync.",
      "Keys of hosts are checked as for every connection, whatever verify_host says.",
      "A check asks rsync's own --dry-run. After tasks that would change the host it is unknown."
    })
public record Synchronize(
    @Param("what is copied, of the controller or, pulled, of the host") String src,
    @Param("where it goes") String dest,
    @Param(
            value = "from the controller to the host, or from the host",
            def = "push",
            choices = {"push", "pull"})
        String mode,
    @Param("port of the host's sshd") Optional<Integer> destPort,
    @Param(value = "all that follows down to group", def = "true") boolean archive,
    @Param(value = "compare content, not times and sizes", def = "false") boolean checksum,
    @Param(value = "compress on the way", def = "true") boolean compress,
    @Param(value = "make nothing new", def = "false") boolean existingOnly,
    @Param(value = "remove what src does not have", def = "false") boolean delete,
    @Param(value = "directories without what is in them", def = "false") boolean dirs,
    @Param("what is in directories, too; as archive when not given") Optional<Boolean> recursive,
    @Param("links as links; as archive when not given") Optional<Boolean> links,
    @Param(value = "what links lead to", def = "false") boolean copyLinks,
    @Param("keep permissions; as archive when not given") Optional<Boolean> perms,
    @Param("keep times; as archive when not given") Optional<Boolean> times,
    @Param("keep the owner; as archive when not given") Optional<Boolean> owner,
    @Param("keep the group; as archive when not given") Optional<Boolean> group,
    @Param("the rsync of the host; by sudo where the task becomes someone")
        Optional<String> rsyncPath,
    @Param(value = "seconds without any data that are too many; 0 for any", def = "0")
        int rsyncTimeout,
    @Param(value = "log in as the user of the connection", def = "true") boolean setRemoteUser,
    @Param(value = "may use a connection that ssh keeps", def = "false")
        boolean sshConnectionMultiplexing,
    @Param(value = "further options of rsync", def = "") List<String> rsyncOpts,
    @Param(value = "keep what came of a file when it breaks off", def = "false") boolean partial,
    @Param(value = "keys of hosts are checked in any case", def = "false") boolean verifyHost,
    @Param("key to log in with; the connection's when not given") Optional<HostPath> privateKey,
    @Param(value = "directories on the receiver to link unchanged files from", def = "")
        List<HostPath> linkDest,
    @Param(value = "put all files in place at the end", def = "true") boolean delayUpdates,
    @Param(
            value = "elsewhere than on the controller, too, with the connection's arguments",
            def = "false")
        boolean useSshArgs) {
  public Synchronize {
    if (delete && !recursive.orElse(archive)) {
      throw new IllegalArgumentException("delete requires recursive to be true");
    }
    if (src.isEmpty() || dest.isEmpty()) {
      throw new IllegalArgumentException("src and dest cannot be empty");
    }
  }

  /** Whether the host gives and the other takes. */
  public boolean isPull() {
    return mode.equals("pull");
  }

  /** rsync's options for all that, without how the host is reached. */
  public List<String> options() {
    java.util.ArrayList<String> out = new java.util.ArrayList<>(List.of("-F"));
    add(out, delayUpdates, "--delay-updates");
    add(out, compress, "--compress");
    add(out, rsyncTimeout > 0, "--timeout=" + rsyncTimeout);
    add(out, delete, "--delete-after");
    add(out, existingOnly, "--existing");
    add(out, checksum, "--checksum");
    add(out, copyLinks, "--copy-links");
    add(out, archive, "--archive");
    single(out, recursive, "recursive");
    single(out, links, "links");
    single(out, perms, "perms");
    single(out, times, "times");
    single(out, owner, "owner");
    single(out, group, "group");
    add(out, dirs, "--dirs");
    add(out, partial, "--partial");
    if (!linkDest.isEmpty()) {
      out.add("-H");
      linkDest.forEach(directory -> out.add("--link-dest=" + directory));
    }
    out.addAll(rsyncOpts);
    return out;
  }

  private static void add(List<String> out, boolean wanted, String option) {
    if (wanted) {
      out.add(option);
    }
  }

  private void single(List<String> out, Optional<Boolean> said, String name) {
    said.filter(yes -> yes != archive).ifPresent(yes -> out.add((yes ? "--" : "--no-") + name));
  }
}
