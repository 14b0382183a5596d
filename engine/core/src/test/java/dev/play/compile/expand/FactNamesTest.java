package dev.play.compile.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.play.compile.check.FactNames;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "{{ ansible_os_family }}#os_family",
        "{{ ansible_facts.os_family }}#os_family",
        "{{ ansible_facts['os_family'] }}#os_family",
        "{{ hostvars[h].ansible_default_ipv4.address }}#default_ipv4",
        "{{ hostvars[h]['ansible_eth0'] }}#eth0",
        "{{ ansible_user }} {{ ansible_host }}#``",
        "{{ ansible_facts }}#*",
        "{{ ansible_facts[name] }}#*",
        "{{ ansible_facts.get('x') }}#*",
        "{{ lookup('vars', 'ansible_' ~ nic) }}#*",
        "{{ hostvars[groups['a'][0]]['ansible_eth0'].x }}#eth0",
        "{{ hostvars.web1.ansible_eth0 }}#eth0",
        "{{ hostvars[h].other }}#``",
        "{{ hostvars[h] }}#*",
        "{{ hostvars.web1 | to_json }}#*",
        "{{ hostvars[h].items() }}#*",
        "{{ groups.a | map('extract', hostvars, 'x') }}#*",
        "{{ vars | to_json }}#*",
        "{{ q('varnames', '^ansible_') }}#*",
        "var: vars#*",
        "vars#*",
        "'vars: {a: 1}'#``",
        "{{ lookup('template', name) }}#*",
        "{{ lookup('template', 'a.j2') }}#``",
        "ansible.builtin.copy#``"
      })
  void findsNamesByTheLookOfThem(String text, String expected) {
    FactNames names = new FactNames();
    names.in(text);
    Set<String> found = names.names();
    found.remove("");
    assertThat(found).contains(expected.isEmpty() ? new String[0] : new String[] {expected});
    assertThat(found.isEmpty()).isEqualTo(expected.isEmpty());
  }
}
