package io.midwatch.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compares schemas with the records that are written: the same properties, all of them required, of
 * the same types, null where the record says so. What is written as {@code Object} has only its
 * null compared.
 */
final class Shapes {
  private final JsonNode schemas;
  private final Set<Class<?>> compared = new HashSet<>();

  Shapes(JsonNode schemas) {
    this.schemas = schemas;
  }

  /** Simple names of the records compared so far. */
  List<String> compared() {
    return compared.stream().map(Class::getSimpleName).toList();
  }

  void same(JsonNode schema, Type type, String where) {
    JsonNode meant = resolved(schema);
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == List.class) {
        assertThat(types(meant)).as(where).contains("array");
        same(meant.path("items"), generic.getActualTypeArguments()[0], where + "[]");
      } else {
        assertThat(generic.getRawType()).as(where).isEqualTo(Map.class);
        assertThat(types(meant)).as(where).contains("object");
        same(meant.path("additionalProperties"), generic.getActualTypeArguments()[1], where + "{}");
      }
    } else if (type instanceof Class<?> plain && plain.isRecord()) {
      sameRecord(meant, plain, where);
    } else if (type == Object.class) {
      assertThat(meant.isObject()).as(where).isTrue();
    } else {
      assertThat(types(meant)).as(where).contains(word(type));
    }
  }

  private void sameRecord(JsonNode schema, Class<?> type, String where) {
    List<String> names =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    assertThat(schema.path("properties").propertyNames())
        .as(where)
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(texts(schema.path("required"))).as(where).containsExactlyInAnyOrderElementsOf(names);
    if (!compared.add(type)) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      JsonNode property = schema.path("properties").path(component.getName());
      String here = where + "." + component.getName();
      AnnotatedElement written = component.getAnnotatedType();
      assertThat(mayBeNull(property))
          .as(here + " may be null")
          .isEqualTo(written.isAnnotationPresent(Nullable.class));
      same(property, component.getGenericType(), here);
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.isRecord() && nested.getSimpleName().endsWith("Json")) {
        String name = nested.getSimpleName().replaceFirst("Json$", "");
        same(schemas.path(name), nested, name);
      }
    }
  }

  private JsonNode resolved(JsonNode schema) {
    if (schema.has("$ref")) {
      return schemas.path(schema.path("$ref").asString().replaceFirst(".*/", ""));
    }
    JsonNode either = schema.path("oneOf");
    return either.size() == 2 && types(either.path(1)).equals(List.of("null"))
        ? resolved(either.path(0))
        : schema;
  }

  private boolean mayBeNull(JsonNode schema) {
    if (schema.has("$ref")) {
      return mayBeNull(resolved(schema));
    }
    for (String combined : List.of("oneOf", "anyOf")) {
      for (JsonNode one : schema.path(combined)) {
        if (mayBeNull(one)) {
          return true;
        }
      }
    }
    return types(schema).contains("null");
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isString() ? List.of(type.asString()) : texts(type);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asString()));
    return texts;
  }

  private static String word(Type type) {
    return switch (type.getTypeName()) {
      case "java.lang.String" -> "string";
      case "boolean" -> "boolean";
      case "int", "long", "java.lang.Long" -> "integer";
      case "double", "java.lang.Double" -> "number";
      default -> throw new AssertionError("no schema is known for " + type);
    };
  }
}
