using System.Text.Json;
using Wanctl.Core.Units;

namespace Wanctl.Status;

/// <summary>What a daemon has told of itself.</summary>
/// <param name="State">Its <c>/api/state</c>.</param>
/// <param name="At">When it was asked for that.</param>
/// <param name="Trouble">Why it has told nothing since; empty while it does.</param>
internal sealed record ToldState(JsonElement State, Instant At, string Trouble);
