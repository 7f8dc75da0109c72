/** Services and their endpoints. */
@org.jspecify.annotations.NullMarked
package io.midwatch.query.services;
