package dev.play.cloud.gce.inventory;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.play.value.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The API's messages as values, shaped as its JSON is: names in camel case, 64-bit numbers as text,
 * only what is set.
 */
final class ProtoValues {
  private ProtoValues() {}

  static Map<String, Value> fields(Message message) {
    Map<String, Value> fields = new LinkedHashMap<>();
    message
        .getAllFields()
        .forEach((field, value) -> fields.put(field.getJsonName(), value(field, value)));
    return fields;
  }

  private static Value value(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      return map((List<?>) value);
    }
    if (!field.isRepeated()) {
      return single(field, value);
    }
    List<Value> items = new ArrayList<>();
    ((List<?>) value).forEach(item -> items.add(single(field, item)));
    return new Value.Sequence(items);
  }

  private static Value map(List<?> entries) {
    Map<Value, Value> map = new LinkedHashMap<>();
    for (Object each : entries) {
      Message entry = (Message) each;
      FieldDescriptor key = entry.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
      map.put(
          Value.text(String.valueOf(entry.getField(key))), single(value, entry.getField(value)));
    }
    return new Value.Dict(map);
  }

  private static Value single(FieldDescriptor field, Object value) {
    return switch (field.getJavaType()) {
      case INT -> Value.of(((Integer) value).longValue());
      case LONG -> Value.text(value.toString());
      case FLOAT, DOUBLE -> new Value.Real(((Number) value).doubleValue());
      case BOOLEAN -> Value.of((boolean) value);
      case STRING -> Value.text((String) value);
      case BYTE_STRING ->
          Value.text(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case ENUM -> Value.text(((EnumValueDescriptor) value).getName());
      case MESSAGE -> Value.dict(fields((Message) value));
    };
  }
}
