package dev.play.variables;

import dev.play.files.Controller;
import dev.play.template.Scope;
import dev.play.template.TemplateCompiler;
import dev.play.template.library.StandardLibrary;
import java.nio.file.Path;
import java.util.Map;

/** Worlds for tests in other packages. */
public final class Worlds {
  private Worlds() {}

  public static TemplateCompiler compiler() {
    return new TemplateCompiler(StandardLibrary.create());
  }

  public static Controller controller(Path root) {
    return new World(root).controller();
  }

  /** The variables of web1 with a file of host_vars. */
  public static Scope web1(Path root, String hostVars, VariableSettings settings) {
    World world = new World(root);
    world.write("inv/host_vars/web1.yml", hostVars);
    world.settings = settings;
    return world.run().play(world.play(), Map.of()).scope(World.WEB1);
  }
}
