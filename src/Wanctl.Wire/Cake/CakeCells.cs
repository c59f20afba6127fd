namespace Wanctl.Wire.Cake;

/// <summary>How the line cuts packets up, which costs bytes that CAKE then counts too.</summary>
public enum CakeCells : uint
{
    /// <summary>It does not (<c>noatm</c>).</summary>
    None = 0,

    /// <summary>ATM: 48 bytes in each cell of 53 (ADSL).</summary>
    Atm = 1,

    /// <summary>PTM: one byte more for each 64 (VDSL2).</summary>
    Ptm = 2,
}
