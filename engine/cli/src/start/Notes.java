import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.Attributes;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes annotations down as plain classes, for dev.play.start.Annotations: an implementation of
 * each annotation's type ({@code T$$Note}) and, for each class that has some, one that makes them
 * ({@code C$$Notes}), each beside its class, so that it may name what that class may.
 */
final class Notes {
  private static final ClassDesc ANNOTATION = ClassDesc.of("java.lang.annotation.Annotation");
  private static final ClassDesc MEMBERS = ClassDesc.of("dev.play.start.Members");
  private static final ClassDesc MAP = ClassDesc.of("java.util.Map");
  private static final ClassDesc HASH_MAP = ClassDesc.of("java.util.HashMap");
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
  private static final MethodTypeDesc ALL = MethodTypeDesc.of(ANNOTATION.arrayType());

  private final ClassFile files;
  private final Map<ClassDesc, ClassModel> types = new LinkedHashMap<>();

  /** The classes to add, by the name of the class that each stands beside. */
  final Map<String, byte[]> written = new TreeMap<>();

  /** Names for dev.play.start.Annotations: of classes, and of annotations' types behind an "@". */
  final TreeSet<String> names = new TreeSet<>();

  /**
   * @param classes all that are looked at
   */
  Notes(ClassFile files, List<ClassModel> classes) {
    this.files = files;
    for (ClassModel model : classes) {
      if (isSeenAtRunTime(model)) {
        types.put(model.thisClass().asSymbol(), model);
      }
    }
    types.forEach(
        (type, model) -> {
          written.put(beside(model, "$$Note"), note(type, model));
          names.add("@" + binaryName(model));
        });
    classes.forEach(this::notes);
  }

  /** An annotation that runs see; not one that subclasses inherit, which none of ours is. */
  private static boolean isSeenAtRunTime(ClassModel model) {
    return model.flags().has(AccessFlag.ANNOTATION)
        && annotations(model).stream()
            .anyMatch(
                a ->
                    a.className().equalsString("Ljava/lang/annotation/Retention;")
                        && a.elements().getFirst().value() instanceof AnnotationValue.OfEnum e
                        && e.constantName().equalsString("RUNTIME"))
        && annotations(model).stream()
            .noneMatch(a -> a.className().equalsString("Ljava/lang/annotation/Inherited;"));
  }

  private static List<Annotation> annotations(AttributedElement element) {
    return element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .map(a -> a.annotations())
        .orElse(List.of());
  }

  private static String beside(ClassModel model, String suffix) {
    return model.thisClass().asInternalName() + suffix + ".class";
  }

  private static String binaryName(ClassModel model) {
    return model.thisClass().asInternalName().replace('/', '.');
  }

  private static ClassDesc ours(ClassDesc type, String suffix) {
    return ClassDesc.ofDescriptor(type.descriptorString().replace(";", suffix + ";"));
  }

  private static List<MethodModel> elements(ClassModel type) {
    return type.methods().stream().filter(m -> m.flags().has(AccessFlag.ABSTRACT)).toList();
  }

  private static MethodTypeDesc constructor(ClassModel type) {
    return MethodTypeDesc.of(
        ConstantDescs.CD_void,
        elements(type).stream().map(m -> m.methodTypeSymbol().returnType()).toList());
  }

  private static int publicIfSo(ClassModel model) {
    return model.flags().has(AccessFlag.PUBLIC) ? ClassFile.ACC_PUBLIC : 0;
  }

  private byte[] note(ClassDesc type, ClassModel model) {
    ClassDesc self = ours(type, "$$Note");
    return files.build(
        self,
        out -> {
          out.withFlags(publicIfSo(model) | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
              .withInterfaceSymbols(type)
              .withMethodBody(
                  ConstantDescs.INIT_NAME,
                  constructor(model),
                  ClassFile.ACC_PUBLIC,
                  code -> remember(code, self, model))
              .withMethodBody(
                  "annotationType",
                  MethodTypeDesc.of(ConstantDescs.CD_Class),
                  ClassFile.ACC_PUBLIC,
                  code -> code.loadConstant(type).areturn());
          for (MethodModel element : elements(model)) {
            String name = element.methodName().stringValue();
            ClassDesc kind = element.methodTypeSymbol().returnType();
            out.withField(name, kind, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            out.withMethodBody(
                name,
                element.methodTypeSymbol(),
                ClassFile.ACC_PUBLIC,
                code ->
                    code.aload(0).getfield(self, name, kind).return_(TypeKind.from(kind)));
            element
                .findAttribute(Attributes.annotationDefault())
                .ifPresent(
                    given ->
                        // Here, since a default may name what only the annotation's own package may.
                        out.withMethodBody(
                            "default$" + name,
                            MethodTypeDesc.of(kind),
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            code -> {
                              value(code, given.defaultValue(), kind);
                              code.return_(TypeKind.from(kind));
                            }));
          }
        });
  }

  private static void remember(CodeBuilder code, ClassDesc self, ClassModel model) {
    code.aload(0)
        .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, NOTHING);
    int slot = 1;
    for (MethodModel element : elements(model)) {
      ClassDesc kind = element.methodTypeSymbol().returnType();
      TypeKind stacked = TypeKind.from(kind);
      code.aload(0)
          .loadLocal(stacked, slot)
          .putfield(self, element.methodName().stringValue(), kind);
      slot += stacked.slotSize();
    }
    code.return_();
  }

  private void notes(ClassModel model) {
    Map<String, List<Annotation>> members = new LinkedHashMap<>();
    add(members, "", annotations(model));
    model.fields().forEach(f -> add(members, "field " + f.fieldName(), annotations(f)));
    model
        .findAttribute(Attributes.record())
        .ifPresent(
            r -> r.components().forEach(c -> add(members, "component " + c.name(), annotations(c))));
    for (MethodModel method : model.methods()) {
      if (!annotations(method).isEmpty()) {
        members.put("method " + method.methodName(), List.of());
      }
    }
    if (!members.isEmpty()) {
      written.put(beside(model, "$$Notes"), notes(model, members));
      names.add(binaryName(model));
    }
  }

  private void add(Map<String, List<Annotation>> members, String name, List<Annotation> all) {
    List<Annotation> known = all.stream().filter(a -> types.containsKey(a.classSymbol())).toList();
    if (!known.isEmpty()) {
      members.put(name, known);
    }
  }

  private byte[] notes(ClassModel model, Map<String, List<Annotation>> members) {
    ClassDesc self = ours(model.thisClass().asSymbol(), "$$Notes");
    return files.build(
        self,
        out -> {
          out.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
              .withInterfaceSymbols(MEMBERS)
              .withMethodBody(
                  ConstantDescs.INIT_NAME,
                  NOTHING,
                  ClassFile.ACC_PUBLIC,
                  code ->
                      code.aload(0)
                          .invokespecial(
                              ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, NOTHING)
                          .return_());
          List<String> keys = new ArrayList<>(members.keySet());
          // A method each: a command's options together would be too long for one.
          for (int i = 0; i < keys.size(); i++) {
            List<Annotation> here = members.get(keys.get(i));
            out.withMethodBody(
                "member$" + i,
                ALL,
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                code -> {
                  array(code, ANNOTATION, here.size(), j -> made(code, here.get(j)));
                  code.areturn();
                });
          }
          out.withMethodBody(
              "annotations",
              MethodTypeDesc.of(MAP),
              ClassFile.ACC_PUBLIC,
              code -> map(code, self, keys));
          new FieldCode(model, members.keySet()).into(out);
        });
  }

  private static void map(CodeBuilder code, ClassDesc self, List<String> keys) {
    code.new_(HASH_MAP)
        .dup()
        .invokespecial(HASH_MAP, ConstantDescs.INIT_NAME, NOTHING)
        .astore(1);
    for (int i = 0; i < keys.size(); i++) {
      code.aload(1)
          .loadConstant(keys.get(i))
          .invokestatic(self, "member$" + i, ALL)
          .invokevirtual(
              HASH_MAP,
              "put",
              MethodTypeDesc.of(
                  ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
          .pop();
    }
    code.aload(1).areturn();
  }

  private void made(CodeBuilder code, Annotation annotation) {
    ClassDesc type = annotation.classSymbol();
    ClassDesc ours = ours(type, "$$Note");
    ClassModel model = types.get(type);
    code.new_(ours).dup();
    for (MethodModel element : elements(model)) {
      ClassDesc kind = element.methodTypeSymbol().returnType();
      annotation.elements().stream()
          .filter(e -> e.name().equalsString(element.methodName().stringValue()))
          .findFirst()
          .ifPresentOrElse(
              e -> value(code, e.value(), kind),
              () ->
                  code.invokestatic(
                      ours, "default$" + element.methodName(), MethodTypeDesc.of(kind)));
    }
    code.invokespecial(ours, ConstantDescs.INIT_NAME, constructor(model));
  }

  private void value(CodeBuilder code, AnnotationValue value, ClassDesc kind) {
    switch (value) {
      case AnnotationValue.OfConstant c -> code.loadConstant(constant(c));
      case AnnotationValue.OfClass c -> clazz(code, c.classSymbol());
      case AnnotationValue.OfEnum e ->
          code.getstatic(e.classSymbol(), e.constantName().stringValue(), e.classSymbol());
      case AnnotationValue.OfAnnotation a -> {
        if (!types.containsKey(a.annotation().classSymbol())) {
          throw new IllegalStateException("an annotation of another project in " + kind);
        }
        made(code, a.annotation());
      }
      case AnnotationValue.OfArray a -> {
        ClassDesc part = kind.componentType();
        array(code, part, a.values().size(), i -> value(code, a.values().get(i), part));
      }
    }
  }

  private static void clazz(CodeBuilder code, ClassDesc type) {
    if (type.isPrimitive()) {
      code.getstatic(FieldCode.boxed(type), "TYPE", ConstantDescs.CD_Class);
    } else {
      code.loadConstant(type);
    }
  }

  private static java.lang.constant.ConstantDesc constant(AnnotationValue.OfConstant value) {
    return switch (value) {
      case AnnotationValue.OfString s -> s.stringValue();
      case AnnotationValue.OfLong l -> l.longValue();
      case AnnotationValue.OfFloat f -> f.floatValue();
      case AnnotationValue.OfDouble d -> d.doubleValue();
      case AnnotationValue.OfInt i -> i.intValue();
      case AnnotationValue.OfBoolean b -> b.booleanValue() ? 1 : 0;
      case AnnotationValue.OfByte b -> (int) b.byteValue();
      case AnnotationValue.OfShort s -> (int) s.shortValue();
      case AnnotationValue.OfChar c -> (int) c.charValue();
    };
  }

  private static void array(
      CodeBuilder code, ClassDesc part, int size, java.util.function.IntConsumer each) {
    code.loadConstant(size);
    TypeKind kind = TypeKind.from(part);
    if (part.isPrimitive()) {
      code.newarray(kind);
    } else {
      code.anewarray(part);
    }
    for (int i = 0; i < size; i++) {
      code.dup().loadConstant(i);
      each.accept(i);
      code.arrayStore(kind);
    }
  }
}
