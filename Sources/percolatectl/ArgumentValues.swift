// The core's words as arguments. The core does not know the command line, and no command repeats the lists.

public import Arguments
public import PercolateCore

extension Deed: ArgumentValue {}
extension Reply: ArgumentValue {}
extension Choice: ArgumentValue {}
extension Outcome: ArgumentValue {}
extension TextLevel: ArgumentValue {}
extension Approach: ArgumentValue {}
extension Pronouns: ArgumentValue {}
extension Concern: ArgumentValue {}
