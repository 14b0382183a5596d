package dev.play.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleFamiliesTest {
  private final ModuleFamilies families = ModuleFamilies.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec2",
        "ec2_group",
        "cloudformation",
        "digital_ocean_droplet",
        "digital_ocean_sshkey",
        "azure_rm_resourcegroup",
        "win_get_url",
        "win_stat",
        "ansible.windows.win_copy",
        "k8s",
        "k8s_info",
        "kubernetes.core.helm",
        "helm_repository",
        "virt_net",
        "community.libvirt.virt_pool",
        "zfs",
        "pkgng",
        "openbsd_pkg",
        "rhsm_repository",
        "podman_container",
        "mongodb_user",
        "rabbitmq_plugin",
        "rabbitmq_user",
        "rabbitmq_vhost",
        "ldap_passwd",
        "sr_fingerprint"
      })
  void saysWhyThereIsNoSuchModule(String name) {
    assertThat(families.reason(name)).isPresent();
  }

  @Test
  void tellsTheFamily() {
    assertThat(families.reason("community.windows.win_unzip").orElseThrow()).contains("Windows");
  }

  @Test
  void knowsNothingOfOthers() {
    assertThat(families.reason("gem")).isEmpty();
    assertThat(families.reason("command")).isEmpty();
    assertThat(families.reason("my_win_thing")).isEmpty();
  }
}
