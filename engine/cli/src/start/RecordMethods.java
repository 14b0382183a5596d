import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/** What {@link java.lang.runtime.ObjectMethods} makes: the same results, number for number. */
final class RecordMethods {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final MethodTypeDesc HASH =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object);
  private static final MethodTypeDesc EQUALS =
      MethodTypeDesc.of(
          ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);

  private RecordMethods() {}

  static void hashCode(CodeBuilder code, ClassDesc owner, List<ConstantDesc> arguments) {
    code.iconst_0();
    for (DirectMethodHandleDesc getter : getters(arguments)) {
      ClassDesc type = getter.invocationType().returnType();
      code.loadConstant(31).imul().aload(0).getfield(owner, getter.methodName(), type);
      if (type.isPrimitive()) {
        code.invokestatic(boxed(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
      } else {
        code.invokestatic(OBJECTS, "hashCode", HASH);
      }
      code.iadd();
    }
    code.ireturn();
  }

  static void equals(CodeBuilder code, ClassDesc owner, List<ConstantDesc> arguments) {
    Label different = code.newLabel();
    Label other = code.newLabel();
    code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
    code.aload(1).instanceOf(owner).ifeq(different);
    for (DirectMethodHandleDesc getter : getters(arguments)) {
      ClassDesc type = getter.invocationType().returnType();
      code.aload(0).getfield(owner, getter.methodName(), type);
      code.aload(1).checkcast(owner).getfield(owner, getter.methodName(), type);
      if (!type.isPrimitive()) {
        code.invokestatic(OBJECTS, "equals", EQUALS).ifeq(different);
      } else if (TypeKind.from(type).asLoadable() == TypeKind.INT) {
        code.if_icmpne(different);
      } else {
        // By the box: -0.0 is not 0.0 then, and NaN is NaN.
        code.invokestatic(
            boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
        code.ifne(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  /** Behind the record's class and the names of its components. */
  private static List<DirectMethodHandleDesc> getters(List<ConstantDesc> arguments) {
    return arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "S" -> ConstantDescs.CD_Short;
      case "C" -> ConstantDescs.CD_Character;
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      default -> ConstantDescs.CD_Double;
    };
  }
}
