namespace Wanctl.Core.Estimate;

/// <summary>Whose counter tells what passes a queue. The numbers stand in journals.</summary>
public enum CounterSource : byte
{
    /// <summary>The queue's own; no other is read.</summary>
    Queue,

    /// <summary>The queue's own, while that of its interface is read too and held against it.</summary>
    Trial,

    /// <summary>The interface's, which is refreshed more often and shows the same traffic.</summary>
    Interface,
}
