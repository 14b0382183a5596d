package dev.play.modules.storage.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A kind of file system: how its tools are called (their manual pages).
 *
 * @param name as it is asked for
 * @param found as blkid(8) tells it
 * @param make the command that makes one, without questions
 * @param uuidOption the option that gives a new one its UUID; empty where there is none
 * @param change what gives one that is there another UUID, the UUID and the device behind it
 * @param grow a script that prints the bytes of the file system at $1 and those of one of its
 *     blocks; empty where it is not resized
 * @param resize a script that lets it fill the device $1
 */
public record FileSystemKind(
    String name,
    String found,
    List<String> make,
    String uuidOption,
    List<String> change,
    String grow,
    String resize) {
  private static final String EXT_SIZE =
      """
      tune2fs -l -- "$1" | awk -F: '
        /^Block count/ {count = $2} /^Block size/ {size = $2} END {if (!size) exit 1; printf "%.0f %d\\n", count * size, size}'
      """;
  private static final String XFS_SIZE =
      """
      place=$(findmnt -fno TARGET --source "$1") || { echo 'xfs is resized where it is mounted' >&2; exit 3; }
      xfs_info "$place" | sed -n 's/^data *= *bsize=\\([0-9]*\\) *blocks=\\([0-9]*\\).*/\\2 \\1/p' |
        awk '{printf "%.0f %d\\n", $1 * $2, $2}'
      """;
  private static final String BTRFS_SIZE =
      """
      place=$(findmnt -fno TARGET --source "$1") || { echo 'btrfs is resized where it is mounted' >&2; exit 3; }
      btrfs filesystem usage -b "$place" | awk '/Device size:/ {print $3, 65536; exit}'
      """;
  private static final String LVM_SIZE =
      """
      pvs --readonly --noheadings --nosuffix --units b -o pv_size,pe_start,vg_extent_size -- "$1" |
        awk '{printf "%.0f %d\\n", $1 + $2, ($3 > 0 ? $3 : 4194304)}'
      """;

  private static final String MOUNTED = "place=$(findmnt -fno TARGET --source \"$1\") || exit; ";

  private static final List<FileSystemKind> ALL =
      List.of(
          ext("ext2"),
          ext("ext3"),
          ext("ext4"),
          ext("ext4dev"),
          new FileSystemKind(
              "xfs",
              "xfs",
              List.of("mkfs.xfs", "-f"),
              "-muuid=",
              List.of("xfs_admin", "-U"),
              XFS_SIZE,
              MOUNTED + "xfs_growfs -- \"$place\""),
          new FileSystemKind(
              "btrfs",
              "btrfs",
              List.of("mkfs.btrfs", "-f"),
              "--uuid=",
              List.of("btrfstune", "-f", "-U"),
              BTRFS_SIZE,
              MOUNTED + "btrfs filesystem resize max -- \"$place\""),
          new FileSystemKind(
              "lvm",
              "LVM2_member",
              List.of("pvcreate", "-f", "-y"),
              "",
              List.of(),
              LVM_SIZE,
              "pvresize -- \"$1\""),
          new FileSystemKind(
              "swap",
              "swap",
              List.of("mkswap", "-f"),
              "--uuid=",
              List.of("swaplabel", "-U"),
              "",
              ""),
          new FileSystemKind("vfat", "vfat", List.of("mkfs.vfat"), "", List.of(), "", ""),
          new FileSystemKind("f2fs", "f2fs", List.of("mkfs.f2fs", "-f"), "", List.of(), "", ""),
          new FileSystemKind(
              "bcachefs",
              "bcachefs",
              List.of("mkfs.bcachefs", "--force"),
              "--uuid=",
              List.of(),
              "",
              ""),
          new FileSystemKind(
              "ocfs2",
              "ocfs2",
              List.of("mkfs.ocfs2", "-Fx"),
              "-U",
              List.of("tunefs.ocfs2", "-U"),
              "",
              ""),
          new FileSystemKind(
              "reiserfs", "reiserfs", List.of("mkfs.reiserfs", "-q"), "-u", List.of(), "", ""));

  private static FileSystemKind ext(String name) {
    return new FileSystemKind(
        name,
        name.equals("ext4dev") ? "ext4" : name,
        List.of(name.equals("ext4dev") ? "mkfs.ext4" : "mkfs." + name, "-F"),
        "-U",
        List.of("tune2fs", "-f", "-U"),
        EXT_SIZE,
        "resize2fs \"$1\"");
  }

  /** The kind of this name. */
  public static Optional<FileSystemKind> named(String name) {
    return ALL.stream().filter(k -> k.name.equals(name)).findFirst();
  }

  /** The command that makes one. */
  public List<String> making(List<String> options, Optional<String> uuid, String device) {
    List<String> out = new ArrayList<>(make);
    uuid.ifPresent(
        u ->
            out.addAll(
                uuidOption.endsWith("=") ? List.of(uuidOption + u) : Arrays.asList(uuidOption, u)));
    out.addAll(options);
    out.add(device);
    return out;
  }
}
