// The core's words as arguments. The core does not know the argument parser, and no command repeats the lists.

public import ArgumentParser
public import PercolateCore

extension Deed: ExpressibleByArgument {}
extension Reply: ExpressibleByArgument {}
extension Choice: ExpressibleByArgument {}
extension Outcome: ExpressibleByArgument {}
extension TextLevel: ExpressibleByArgument {}
extension Approach: ExpressibleByArgument {}
extension Pronouns: ExpressibleByArgument {}
extension Concern: ExpressibleByArgument {}
