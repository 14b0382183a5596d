/** YAML 1.1 as Ansible's content expects it, with the place of every node. JSON is YAML here. */
@NullMarked
package dev.play.yaml;

import org.jspecify.annotations.NullMarked;
