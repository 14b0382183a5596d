import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.FieldModel;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The plain code that reads and writes a class's annotated fields, of dev.play.start.Members. */
final class FieldCode {
  private static final ClassDesc MISTAKE = ClassDesc.of("java.lang.IllegalArgumentException");

  private final ClassDesc owner;
  private final List<FieldModel> fields;

  /**
   * @param noted the members that have annotations, {@code field NAME} among them
   */
  FieldCode(ClassModel model, Set<String> noted) {
    this.owner = model.thisClass().asSymbol();
    this.fields =
        model.fields().stream()
            .filter(f -> noted.contains("field " + f.fieldName()))
            .filter(
                f ->
                    !f.flags().has(AccessFlag.PRIVATE)
                        && !f.flags().has(AccessFlag.STATIC)
                        && !f.flags().has(AccessFlag.FINAL))
            .toList();
  }

  void into(ClassBuilder out) {
    out.withMethodBody(
        "read",
        MethodTypeDesc.of(
            ConstantDescs.CD_Object, ConstantDescs.CD_Object, ConstantDescs.CD_String),
        ClassFile.ACC_PUBLIC,
        code -> choose(code, field -> read(code, field)));
    out.withMethodBody(
        "write",
        MethodTypeDesc.of(
            ConstantDescs.CD_void,
            ConstantDescs.CD_Object,
            ConstantDescs.CD_String,
            ConstantDescs.CD_Object),
        ClassFile.ACC_PUBLIC,
        code -> choose(code, field -> write(code, field)));
  }

  private void choose(CodeBuilder code, Consumer<FieldModel> each) {
    for (FieldModel field : fields) {
      Label next = code.newLabel();
      code.aload(2)
          .loadConstant(field.fieldName().stringValue())
          .invokevirtual(
              ConstantDescs.CD_String,
              "equals",
              MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object))
          .ifeq(next)
          .aload(1)
          .checkcast(owner);
      each.accept(field);
      code.labelBinding(next);
    }
    code.new_(MISTAKE)
        .dup()
        .aload(2)
        .invokespecial(
            MISTAKE,
            ConstantDescs.INIT_NAME,
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String))
        .athrow();
  }

  private void read(CodeBuilder code, FieldModel field) {
    ClassDesc type = field.fieldTypeSymbol();
    code.getfield(owner, field.fieldName().stringValue(), type);
    if (type.isPrimitive()) {
      ClassDesc boxed = boxed(type);
      code.invokestatic(boxed, "valueOf", MethodTypeDesc.of(boxed, type));
    }
    code.areturn();
  }

  private void write(CodeBuilder code, FieldModel field) {
    ClassDesc type = field.fieldTypeSymbol();
    code.aload(3);
    if (type.isPrimitive()) {
      ClassDesc boxed = boxed(type);
      code.checkcast(boxed)
          .invokevirtual(boxed, type.displayName() + "Value", MethodTypeDesc.of(type));
    } else {
      code.checkcast(type);
    }
    code.putfield(owner, field.fieldName().stringValue(), type).return_();
  }

  static ClassDesc boxed(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "S" -> ConstantDescs.CD_Short;
      case "C" -> ConstantDescs.CD_Character;
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      case "D" -> ConstantDescs.CD_Double;
      default -> ConstantDescs.CD_Void;
    };
  }
}
