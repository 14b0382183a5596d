import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts calls of static methods, which it adds to the class, for the dynamic calls behind switches
 * over types and behind {@code equals} and {@code hashCode} of records.
 */
final class PlainCalls implements ClassTransform {
  private static final String BOOTSTRAPS = "java/lang/runtime/";

  private final ClassModel model;
  private final ClassDesc owner;
  private final List<Consumer<ClassBuilder>> methods = new ArrayList<>();

  PlainCalls(ClassModel model) {
    this.model = model;
    this.owner = model.thisClass().asSymbol();
  }

  /** Whether a class may have such calls. */
  static boolean in(ClassModel model) {
    for (var entry : model.constantPool()) {
      if (entry instanceof Utf8Entry text
          && (text.equalsString(BOOTSTRAPS + "SwitchBootstraps")
              || text.equalsString(BOOTSTRAPS + "ObjectMethods"))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void accept(ClassBuilder out, ClassElement element) {
    if (element instanceof MethodModel method && method.code().isPresent()) {
      out.transformMethod(
          method, java.lang.classfile.MethodTransform.transformingCode(this::instruction));
    } else {
      out.with(element);
    }
  }

  @Override
  public void atEnd(ClassBuilder out) {
    methods.forEach(m -> m.accept(out));
  }

  private void instruction(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeDynamicInstruction call && call(code, call)) {
      return;
    }
    code.with(element);
  }

  private boolean call(CodeBuilder code, InvokeDynamicInstruction call) {
    List<ConstantDesc> arguments = call.bootstrapArgs();
    switch (call.bootstrapMethod().owner().displayName()
        + "."
        + call.bootstrapMethod().methodName()
        + "."
        + call.name().stringValue()) {
      case "SwitchBootstraps.typeSwitch.typeSwitch" -> {
        // Labels that are enum constants, texts or numbers stay with the JDK.
        if (!arguments.stream().allMatch(a -> a instanceof ClassDesc c && !c.isPrimitive())) {
          return false;
        }
        put(code, TypeSwitch.TYPE, body -> TypeSwitch.body(body, arguments));
      }
      case "ObjectMethods.bootstrap.hashCode" ->
          put(code, call.typeSymbol(), body -> RecordMethods.hashCode(body, owner, arguments));
      case "ObjectMethods.bootstrap.equals" ->
          put(code, call.typeSymbol(), body -> RecordMethods.equals(body, owner, arguments));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void put(CodeBuilder code, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    String name = "plain$" + methods.size();
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    methods.add(out -> out.withMethodBody(name, type, flags, body));
    code.invokestatic(owner, name, type, model.flags().has(java.lang.reflect.AccessFlag.INTERFACE));
  }
}
