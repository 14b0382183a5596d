/** Where inventories come from: INI and YAML files, directories, scripts, lists, plugins. */
@NullMarked
package dev.play.inventory.source;

import org.jspecify.annotations.NullMarked;
