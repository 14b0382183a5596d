package dev.play.compile.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.CompiledPlay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which facts a play may look up, as far as can be told before any host is asked. */
class ReferencedFactsTest {
  @TempDir Path directory = Path.of(".");

  private Set<String> facts(Scratchpad files) {
    CompileResult result = files.compile("p.yml");
    assertThat(Scratchpad.errors(result)).isEmpty();
    return result.playbook().plays().getFirst().referencedFacts();
  }

  private Set<String> ofRole(String task) throws IOException {
    return facts(
        new Scratchpad(directory)
            .file("p.yml", "- hosts: all\n  roles: [r]\n")
            .file("roles/r/tasks/main.yml", task)
            .file("roles/r/tasks/on-Debian.yml", "- debug: msg={{ ansible_os_family }}\n")
            .file("roles/r/tasks/never.yml", "- debug: msg={{ ansible_eth0.mtu }}\n")
            .file("roles/r/defaults/main.yml", "of_the_user: on-Debian.yml\n")
            .file("roles/r/vars/Debian.yml", "v: '{{ ansible_mounts }}'\n")
            .file("roles/r/templates/t.j2", "{{ ansible_memtotal_mb }}\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- include_tasks: on-Debian.yml",
        "- include_tasks: 'on-{{ ansible_facts.os_family }}.yml'",
        "- include_tasks: '{{ item }}'\n  loop: ['on-{{ ansible_os_family }}.yml', never.yml]",
        "- include_vars: '{{ ansible_os_family }}.yml'",
        "- include_vars: '{{ item }}'\n  with_first_found: ['{{ ansible_os_family }}.yml', x.yml]",
        "- include_vars: \"{{ lookup('first_found', p) }}\"\n  vars: {p: {files: ['{{"
            + " ansible_os_family }}.yml'], paths: ['{{ role_path }}/vars']}}",
        "- template: src=t.j2 dest=/t",
        "- template: src={{ item }}.j2 dest=/t\n  loop: [t]"
      })
  void areThoseNamedInTheFilesOfARoleThatComputesItsFilesNames(String task) throws IOException {
    assertThat(ofRole(task))
        .contains("os_family", "eth0", "mounts", "memtotal_mb")
        .doesNotContain(CompiledPlay.ANY_FACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- include_tasks: '{{ of_the_user }}'",
        "- include_tasks: '{{ playbook_dir }}/on-{{ ansible_os_family }}.yml'",
        "- include_tasks: '{{ item }}'\n  loop: '{{ of_the_user }}'",
        "- include_tasks: '{{ x }}'\n  vars: {x: /srv/tasks.yml}",
        "- include_tasks: '{{ x }}'\n  vars: {x: '{{ of_the_user }}'}",
        "- include_tasks: '/srv/{{ ansible_os_family }}.yml'",
        "- include_tasks: {file: '../../{{ ansible_os_family }}.yml'}",
        "- include_tasks: \"{{ lookup('env', 'F') }}\"",
        "- include_vars: \"{{ lookup('env', 'F') }}\"",
        "- include_role: {name: '{{ of_the_user }}'}",
        "- include_vars: '{{ of_the_user }}'",
        "- include_vars: '/srv/{{ ansible_os_family }}.yml'",
        "- include_vars: '../../{{ ansible_os_family }}.yml'",
        "- template: src=/srv/{{ of_the_user }} dest=/t"
      })
  void mayBeAnyWhereAFileCanLieElsewhere(String task) throws IOException {
    assertThat(ofRole(task)).contains(CompiledPlay.ANY_FACT);
  }

  @Test
  void mayBeAnyWhereAPlaybookComputesItsFilesNames() throws IOException {
    Scratchpad files = new Scratchpad(directory).file("v/a.yml", "a: 1\n");
    assertThat(
            facts(
                files.file(
                    "p.yml",
                    "- hosts: all\n  tasks:\n    - include_tasks: '{{ inventory_hostname }}.yml'\n")))
        .contains(CompiledPlay.ANY_FACT);
    assertThat(
            facts(
                files.file(
                    "p.yml", "- hosts: all\n  vars_files: ['v/{{ x }}.yml']\n  tasks: []\n")))
        .contains(CompiledPlay.ANY_FACT);
    assertThat(facts(files.file("p.yml", "- hosts: all\n  vars_files: [v/a.yml]\n  tasks: []\n")))
        .isEmpty();
  }
}
