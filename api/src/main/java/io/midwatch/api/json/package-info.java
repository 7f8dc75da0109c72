/** How the values that several answers hold look in JSON. */
@org.jspecify.annotations.NullMarked
package io.midwatch.api.json;
