package dev.play.schema;

import dev.play.module.Module;
import dev.play.module.ModuleDoc;
import dev.play.source.Diagnostics;
import dev.play.value.Value;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module's (or a built-in action's) name, parameters and documentation, read from its
 * annotations.
 */
public final class ModuleSpec {
  private final ModuleDoc doc;
  private final Class<? extends Record> argumentType;
  private final Optional<Class<?>> moduleType;
  private final List<ParamSpec> params;

  private ModuleSpec(
      ModuleDoc doc, Class<? extends Record> argumentType, Optional<Class<?>> moduleType) {
    this.doc = doc;
    this.argumentType = argumentType;
    this.moduleType = moduleType;
    this.params = ParamSpec.allOf(argumentType);
  }

  /**
   * Of a class that implements {@link Module} and carries {@link ModuleDoc}.
   *
   * @throws IllegalStateException when it does not: a bug of the module's author
   */
  public static ModuleSpec of(Class<?> module) {
    return new ModuleSpec(docOf(module), argumentsOf(module), Optional.of(module));
  }

  /** Of an action that the engine does itself: a record that carries {@link ModuleDoc}. */
  public static ModuleSpec ofAction(Class<? extends Record> arguments) {
    return new ModuleSpec(docOf(arguments), arguments, Optional.empty());
  }

  public String name() {
    return doc.name();
  }

  public ModuleDoc doc() {
    return doc;
  }

  public List<ParamSpec> params() {
    return params;
  }

  public Class<? extends Record> argumentType() {
    return argumentType;
  }

  /** The parameter that takes free text. */
  public Optional<ParamSpec> freeForm() {
    return params.stream().filter(ParamSpec::freeForm).findFirst();
  }

  /** By name or alias. */
  public Optional<ParamSpec> param(String name) {
    for (ParamSpec param : params) {
      if (param.name().equals(name) || param.aliases().contains(name)) {
        return Optional.of(param);
      }
    }
    return Optional.empty();
  }

  /** A new instance of the module. */
  @SuppressWarnings("unchecked") // argumentType was read off this very class
  public Module<Record> create() {
    Class<?> type =
        moduleType.orElseThrow(() -> new IllegalStateException(name() + " is the engine's own"));
    try {
      return (Module<Record>) type.getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException
        | InstantiationException
        | IllegalAccessException
        | NoSuchMethodException e) {
      throw new IllegalStateException(type + " needs a public constructor", e);
    }
  }

  /**
   * Checks a task's arguments as far as that goes before any host is known: names, required ones,
   * types and choices of constants, groups.
   *
   * @param arguments by name as written; free text under {@code _raw}
   * @param complete whether these are all (no {@code args: "{{ dict }}"}, no module_defaults)
   */
  public void check(
      Map<String, Argument> arguments,
      boolean complete,
      dev.play.source.Span task,
      Diagnostics problems) {
    new ArgumentCheck(this, problems).check(arguments, complete, task);
  }

  /**
   * Turns evaluated arguments into the module's record.
   *
   * @param arguments no templates, no undefined values; free text under {@code _raw}; arguments
   *     that were omitted are absent
   */
  public Bound bind(Value.Dict arguments) {
    return new Binder(this).bind(arguments);
  }

  /** Whether any argument that is secret by its declaration is among these. */
  public boolean isSecret(String name) {
    return param(name).map(ParamSpec::secret).orElse(false);
  }

  private static ModuleDoc docOf(Class<?> type) {
    ModuleDoc doc = type.getAnnotation(ModuleDoc.class);
    if (doc == null) {
      throw new IllegalStateException(type + " lacks @ModuleDoc");
    }
    return doc;
  }

  private static Class<? extends Record> argumentsOf(Class<?> module) {
    for (Type face : module.getGenericInterfaces()) {
      if (face instanceof ParameterizedType p
          && p.getRawType() instanceof Class<?> raw
          && Module.class.isAssignableFrom(raw)
          && p.getActualTypeArguments()[0] instanceof Class<?> arguments) {
        return arguments.asSubclass(Record.class);
      }
    }
    throw new IllegalStateException(
        module + " must implement Module<Args> itself, or an interface of modules for its Args");
  }

  @Override
  public String toString() {
    return name();
  }
}
