package io.midwatch.storage.columnar.row;

import io.midwatch.model.AttributeValue;
import io.midwatch.model.AttributeValue.ArrayValue;
import io.midwatch.model.AttributeValue.LongValue;
import io.midwatch.model.AttributeValue.MapValue;
import io.midwatch.model.AttributeValue.StringValue;
import io.midwatch.model.Attributes;
import io.midwatch.storage.contract.StoreException;
import java.util.List;

/**
 * An array value read as a record: what stands at which place is agreed with who wrote it.
 *
 * @throws StoreException from every method, when something else stands there
 */
public record Elements(List<AttributeValue> values) {

  public static Elements of(AttributeValue value) {
    if (value instanceof ArrayValue(List<AttributeValue> values)) {
      return new Elements(values);
    }
    throw new StoreException("expected an array, found " + kind(value));
  }

  public int size() {
    return values.size();
  }

  public AttributeValue at(int place) {
    if (place >= values.size()) {
      throw new StoreException("expected an element " + place + ", found " + values.size());
    }
    return values.get(place);
  }

  public String text(int place) {
    if (at(place) instanceof StringValue(String text)) {
      return text;
    }
    throw new StoreException("expected a text at " + place + ", found " + kind(at(place)));
  }

  public long number(int place) {
    if (at(place) instanceof LongValue(long number)) {
      return number;
    }
    throw new StoreException("expected a number at " + place + ", found " + kind(at(place)));
  }

  public Attributes attributes(int place) {
    return attributes(at(place));
  }

  public Elements array(int place) {
    return of(at(place));
  }

  /** The elements, all of them texts. */
  public List<String> texts() {
    return java.util.stream.IntStream.range(0, values.size()).mapToObj(this::text).toList();
  }

  /** The entries of a map value. */
  public static Attributes attributes(AttributeValue value) {
    if (value instanceof MapValue(Attributes entries)) {
      return entries;
    }
    throw new StoreException("expected a map, found " + kind(value));
  }

  private static String kind(AttributeValue value) {
    return value.getClass().getSimpleName();
  }
}
