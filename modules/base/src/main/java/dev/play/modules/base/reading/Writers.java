package dev.play.modules.base.reading;

import dev.play.host.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a command plainly writes somewhere: then nobody is believed who says that it does not.
 */
final class Writers {
  private static final Pattern BETWEEN = Pattern.compile("[\\s;|&()`$<>\"'{}=]+");

  /** An output that goes into a file. */
  private static final Pattern INTO_FILE =
      Pattern.compile(">>?\\s*(?!/dev/(null|stdout|stderr)\\b)(?![&\\s>(])");

  private static final Set<String> PROGRAMS =
      Set.of(
          """
          a2disconf a2dismod a2dissite a2enconf a2enmod a2ensite addgroup adduser apk apt apt-get aptitude augtool
          certbot chattr chgrp chmod chown chpasswd cp createdb createuser cryptsetup curl dd debconf-set-selections delgroup
          deluser dnf dpkg dpkg-divert dpkg-reconfigure dpkg-statoverride dropdb easy_install ex gem gpasswd gpg groupadd
          groupdel groupmod gunzip gzip helm initctl insmod install invoke-rc.d ip6tables-restore iptables-restore kill killall
          kubectl ldapadd ldapdelete ldapmodify ln locale-gen logger lvcreate lvremove lvresize make mkdir mkfifo mkfs mknod
          mkswap mktemp modprobe mount mv mysql_install_db newaliases newgrp npm openssl pacman pam-auth-update parted passwd
          patch pip pip2 pip3 pkg pkill postmap pvcreate pvremove reboot rename restorecon rm rmdir rmmod rndc rsync sed
          semodule service setcap setenforce setfacl setsebool sgdisk shred shutdown ssh-copy-id ssh-keygen swapoff swapon
          systemctl systemd-tmpfiles tar tee telinit timedatectl touch truncate tune2fs udevadm ufw umount unlink unzip
          update-alternatives update-ca-certificates update-grub update-initramfs update-rc.d useradd userdel usermod vgcreate
          vgremove vi vim wget wipefs xz yarn yum zypper
          """
              .strip()
              .split("\\s+"));

  private static final Set<String> VERBS =
      Set.of(
          """
          add apply attach clean close commit create delete deploy destroy detach disable drop enable exec fetch format freeze
          generate grant import init insert install load migrate pull push purge put refresh reload remove replace
          reset restart restore revoke rotate run set start stop sync thaw unload update upgrade wipe write
          """
              .strip()
              .split("\\s+"));

  private Writers() {}

  /** Where a program writes of which that is known, and nowhere else; empty for all others. */
  static Set<Resource> touched(List<String> words) {
    // pam-auth-update(8): the profiles' outcome, and which profiles were chosen.
    return words.getFirst().matches("(/usr)?(/sbin/)?pam-auth-update")
            && words.subList(1, words.size()).stream()
                .allMatch(w -> w.matches("--(package|force|enable|disable|remove)|[a-z][\\w-]*"))
        ? Set.of(
            Resource.tree("/etc/pam.d"),
            Resource.tree("/var/lib/pam"),
            Resource.tree("/var/cache/debconf"))
        : Set.of();
  }

  static boolean shows(String command) {
    if (INTO_FILE.matcher(command).find()) {
      return true;
    }
    // A shell's own set.
    String rest = command.replaceAll("\\bset [-+]\\w+( pipefail)?", "");
    for (String word : BETWEEN.split(rest)) {
      String name = word.substring(word.lastIndexOf('/') + 1);
      if (PROGRAMS.contains(name)
          || name.startsWith("mkfs.")
          || VERBS.contains(name.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }
}
