using Wanctl.Config.Reading;

namespace Wanctl.Config.Kinds;

/// <summary>What a key may hold. Each kind checks a node and brings it into its one normal form.</summary>
internal abstract class ValueKind
{
    /// <summary>What belongs there, as a noun phrase with range and unit.</summary>
    public abstract string Wanted { get; }

    /// <summary>Whether values must never be shown.</summary>
    public virtual bool IsSecret => false;

    /// <summary>The normal form of a node, or null with at least one problem.</summary>
    public abstract Node? Read(Node node, string path, ReadContext context);
}
