package dev.play.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ImportScanTest {
  private static java.util.Set<String> scan(String source) {
    return ImportScan.of(source, "ansible.module_utils.own");
  }

  @Test
  void findsModulesAndWhatMayBeModulesInThem() {
    assertThat(scan("import os, ansible.module_utils.a as a  # b\n"))
        .containsExactly("os", "ansible.module_utils.a");
    assertThat(scan("from ansible.module_utils.basic import AnsibleModule, env_fallback as f\n"))
        .containsExactly(
            "ansible.module_utils.basic",
            "ansible.module_utils.basic.AnsibleModule",
            "ansible.module_utils.basic.env_fallback");
  }

  @Test
  void readsOnOverLines() {
    assertThat(scan("from a.b import (\n    c,  # one, two\n    d,\n)\n"))
        .containsExactly("a.b", "a.b.c", "a.b.d");
    assertThat(scan("from a import b, \\\n    c\n")).containsExactly("a", "a.b", "a.c");
  }

  @Test
  void findsWhatIsImportedUnderAConditionOnly() {
    assertThat(scan("def f():\n    try: from a import b\n    except ImportError: import c\n"))
        .containsExactly("a", "a.b", "c");
  }

  @Test
  void countsDotsFromThePackage() {
    assertThat(scan("from . import x\n"))
        .containsExactly("ansible.module_utils.own", "ansible.module_utils.own.x");
    assertThat(scan("from ..other import x\n"))
        .containsExactly("ansible.module_utils.other", "ansible.module_utils.other.x");
    assertThat(scan("from .....far import x\n")).isEmpty();
  }

  @Test
  void isNotLedOnByLongLines() {
    assertThat(scan("import " + "a, ".repeat(200_000) + "b\n")).containsExactly("a", "b");
    assertThat(scan("x = '" + "import ".repeat(200_000) + "'\n")).isEmpty();
  }
}
