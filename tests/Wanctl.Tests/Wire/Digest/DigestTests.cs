using System.Security.Cryptography;
using System.Text;
using Wanctl.Wire.Digest;

namespace Wanctl.Tests.Wire.Digest;

public sealed class DigestTests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    public void Sha_256_follows_the_examples_of_RFC_6234(string text, string digest)
    {
        byte[] found = new byte[Sha256.Size];
        BlockDigest<Sha256>.Of(Encoding.ASCII.GetBytes(text), found);
        Assert.Equal(digest, Convert.ToHexStringLower(found));
    }

    [Fact]
    public void Sha_256_of_a_million_letters_follows_RFC_6234()
    {
        byte[] text = new byte[1_000_000];
        text.AsSpan().Fill((byte)'a');
        byte[] found = new byte[Sha256.Size];
        BlockDigest<Sha256>.Of(text, found);
        Assert.Equal(
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Convert.ToHexStringLower(found));
    }

    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("a", "0cc175b9c0f1b6a831c399e269772661")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("message digest", "f96b697d7cb7938d525a2f31aaf161d0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b")]
    [InlineData(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f")]
    [InlineData(
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
        "57edf4a22be3c955ac49da2e2107b67a")]
    public void Md5_follows_the_examples_of_RFC_1321(string text, string digest)
    {
        byte[] found = new byte[Md5.Size];
        BlockDigest<Md5>.Of(Encoding.ASCII.GetBytes(text), found);
        Assert.Equal(digest, Convert.ToHexStringLower(found));
    }

    [Fact]
    public void Every_length_and_every_cut_agree_with_the_platforms_digest()
    {
        byte[] text = new byte[300];
        new Random(8).NextBytes(text);
        byte[] found = new byte[32];
        for (int length = 0; length <= text.Length; length++)
        {
            byte[] sha = SHA256.HashData(text.AsSpan(0, length));
            BlockDigest<Sha256>.Of(text.AsSpan(0, length), found);
            Assert.Equal(sha, found);
            for (int cut = 0; cut <= length; cut += 7)
            {
                uint[] state = new uint[8];
                Sha256.Start(state);
                var stream = new BlockDigest<Sha256>(state, new byte[64]);
                stream.Add(text.AsSpan(0, cut));
                stream.Add(text.AsSpan(cut, length - cut));
                stream.Finish(found);
                Assert.Equal(sha, found);
            }
        }
    }

    [Theory]
    [InlineData(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData(
        "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    public void Hmac_sha_256_follows_the_examples_of_RFC_4231(string key, string text, string sum) =>
        Check<Sha256>(Convert.FromHexString(key), Convert.FromHexString(text), sum);

    [Fact]
    public void Hmac_sha_256_takes_the_long_key_of_RFC_4231()
    {
        byte[] key = new byte[131];
        key.AsSpan().Fill(0xaa);
        Check<Sha256>(
            key, "Test Using Larger Than Block-Size Key - Hash Key First"u8.ToArray(),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        // Cut to 128 bits, as STAMP has it.
        byte[] twenty = new byte[20];
        twenty.AsSpan().Fill(0x0c);
        Check<Sha256>(twenty, "Test With Truncation"u8.ToArray(), "a3b6167473100ee06e0c796c2955552b");
    }

    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "9294727a3638bb1c13f48ef8158bfc9d")]
    [InlineData(
        "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "750c783e6ab0b503eaa86e310a5db738")]
    public void Hmac_md5_follows_the_examples_of_RFC_2202(string key, string text, string sum) =>
        Check<Md5>(Convert.FromHexString(key), Convert.FromHexString(text), sum);

    [Fact]
    public void A_sum_in_pieces_is_that_of_the_whole_and_a_wrong_one_is_refused()
    {
        var key = new HmacKey<Sha256>("secret"u8);
        byte[] text = new byte[200];
        new Random(9).NextBytes(text);
        byte[] whole = new byte[16];
        key.Compute(whole, text);
        Assert.Equal(HMACSHA256.HashData("secret"u8, text)[..16], whole);
        for (int first = 0; first <= text.Length; first += 9)
        {
            int second = Math.Min(text.Length, first + 60);
            ReadOnlySpan<byte> middle = text.AsSpan(first, second - first);
            Assert.True(key.Verify(whole, text.AsSpan(0, first), middle, text.AsSpan(second)));
        }
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            whole[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(key.Verify(whole, text));
            whole[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.False(key.Verify([], text));
        Assert.False(key.Verify(new byte[33], text));
    }

    [Fact]
    public void A_sum_allocates_nothing()
    {
        var sha = new HmacKey<Sha256>("secret"u8);
        var md5 = new HmacKey<Md5>("secret"u8);
        byte[] text = new byte[96];
        byte[] sum = new byte[16];
        for (int i = 0; i < 200; i++)
            Round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Round();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Round()
        {
            sha.Compute(sum, text);
            md5.Verify(sum, text);
        }
    }

    private static void Check<T>(byte[] key, byte[] text, string sum)
        where T : IBlockDigest
    {
        byte[] found = new byte[sum.Length / 2];
        new HmacKey<T>(key).Compute(found, text);
        Assert.Equal(sum, Convert.ToHexStringLower(found));
    }
}
