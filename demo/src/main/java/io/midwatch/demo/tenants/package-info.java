/** The customers of the demo's shop and how traffic is spread over them. */
@NullMarked
package io.midwatch.demo.tenants;

import org.jspecify.annotations.NullMarked;
