// Why: SwiftPM wants a header of the target's own. Debian's libyaml reads YAML 1.1; its events are all that we use.
#include <yaml.h>
