import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AnnotatedElement;
import java.util.Set;

/**
 * Puts calls of dev.play.start.Annotations for those that ask Java for an annotation, and of
 * dev.play.start.Fields for those by which picocli reads and writes options' fields.
 */
final class AnnotationCalls {
  private static final ClassDesc OURS = ClassDesc.of("dev.play.start.Annotations");
  private static final ClassDesc FIELDS = ClassDesc.of("dev.play.start.Fields");
  private static final ClassDesc FIELD = ClassDesc.of("java.lang.reflect.Field");
  private static final ClassDesc ELEMENT = AnnotatedElement.class.describeConstable().orElseThrow();
  private static final ClassDesc ANNOTATION = ClassDesc.of("java.lang.annotation.Annotation");
  private static final Set<String> OWNERS =
      Set.of(
          "java/lang/Class",
          "java/lang/reflect/AnnotatedElement",
          "java/lang/reflect/AccessibleObject",
          "java/lang/reflect/Field",
          "java/lang/reflect/Method",
          "java/lang/reflect/RecordComponent");
  private static final String GET = "getAnnotation";
  private static final String HAS = "isAnnotationPresent";

  private AnnotationCalls() {}

  /** Whether a class asks. */
  static boolean in(ClassModel model) {
    ClassDesc self = model.thisClass().asSymbol();
    if (self.equals(OURS) || self.equals(FIELDS)) {
      return false;
    }
    for (var entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry member && asks(member)) {
        return true;
      }
    }
    return false;
  }

  static ClassTransform transform() {
    return ClassTransform.transformingMethodBodies(AnnotationCalls::instruction);
  }

  private static boolean asks(MemberRefEntry member) {
    return isField(member)
        || OWNERS.contains(member.owner().asInternalName())
        && (member.name().equalsString(GET) || member.name().equalsString(HAS));
  }

  private static boolean isField(MemberRefEntry member) {
    return member.owner().asSymbol().equals(FIELD)
        && (member.name().equalsString("get") || member.name().equalsString("set"));
  }

  private static void instruction(CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeInstruction call) || !asks(call.method())) {
      code.with(element);
    } else if (isField(call.method())) {
      code.invokestatic(
          FIELDS,
          call.name().stringValue(),
          call.typeSymbol().insertParameterTypes(0, FIELD));
    } else if (call.name().equalsString(GET)) {
      code.invokestatic(
          OURS, "of", MethodTypeDesc.of(ANNOTATION, ELEMENT, ConstantDescs.CD_Class));
    } else {
      code.invokestatic(
          OURS,
          "has",
          MethodTypeDesc.of(ConstantDescs.CD_boolean, ELEMENT, ConstantDescs.CD_Class));
    }
  }
}
