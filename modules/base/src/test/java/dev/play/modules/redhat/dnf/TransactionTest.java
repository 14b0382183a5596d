package dev.play.modules.redhat.dnf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.host.Blob;
import dev.play.host.CommandOutput;
import dev.play.modules.redhat.dnf.Transaction.Deed;
import dev.play.modules.redhat.dnf.Transaction.Row;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private static CommandOutput output(int status, String out, String err) {
    return new CommandOutput(status, Blob.of(out), Blob.of(err));
  }

  @Test
  void readsTheTableOfDnf4WithRowsThatGoOn() {
    CommandOutput told =
        output(
            1,
            """
            Dependencies resolved.
            ================================================================================
             Package               Architecture      Version           Repository      Size
            ================================================================================
            Installing:
             a-package-with-a-long-name-indeed
                                   x86_64            1:2.0-1.el9       appstream      6.0 k
            Upgrading:
             zlib                  x86_64            1.2.11-40.el9     baseos          91 k
                 replacing  zlib-old.x86_64 1.1-1
            Removing dependent packages:
             other                 noarch            0:3-1             @baseos          0 \s
            Installing Groups:
             Development Tools                                                             \s
            Skipping packages with conflicts:
             not-this              x86_64            1-1               baseos          91 k

            Transaction Summary
            ================================================================================
            Install  1 Package
            """,
            "Operation aborted.\n");

    assertThat(Transaction.isAnswer(told)).isTrue();
    assertThat(Transaction.read(told).rows())
        .containsExactly(
            new Row(Deed.INSTALL, "a-package-with-a-long-name-indeed", "x86_64", "1:2.0-1.el9"),
            new Row(Deed.UPGRADE, "zlib", "x86_64", "1.2.11-40.el9"),
            new Row(Deed.REMOVE, "other", "noarch", "3-1"));
    assertThat(Transaction.read(told).groups()).containsExactly("Development Tools");
  }

  @Test
  void readsTheTableOfDnf5() {
    CommandOutput told =
        output(
            1,
            """
            Package        Arch   Version       Repository      Size
            Upgrading:
             nginx         x86_64 2:1.28.0-2.fc42 updates    31.0 KiB
               replacing nginx x86_64 2:1.26.3-2.fc42 fedora 31.0 KiB
            Installing weak dependencies:
             logrotate     x86_64 3.22.0-3.fc42 fedora      140.2 KiB

            Transaction Summary:
             Installing:        1 package
            """,
            "Operation aborted by the user.\n");

    assertThat(Transaction.isAnswer(told)).isTrue();
    assertThat(Transaction.read(told).rows())
        .containsExactly(
            new Row(Deed.UPGRADE, "nginx", "x86_64", "2:1.28.0-2.fc42"),
            new Row(Deed.INSTALL, "logrotate", "x86_64", "3.22.0-3.fc42"));
  }

  @Test
  void anErrorIsNoAnswer() {
    CommandOutput told = output(1, "", "Error: Unknown repo: 'nope'\n");

    assertThat(Transaction.isAnswer(told)).isFalse();
    assertThat(Transaction.complaint(told)).isEqualTo("Error: Unknown repo: 'nope'");
  }
}
